import { extname } from 'node:path';

/**
 * The script of a worker beside this file: TypeScript when run from the sources, JavaScript when built. In the packaged application it lies,
 * with everything it loads, unpacked beside the archive: a thread of Node's reads no archive.
 */
export const workerUrl = (name: string): URL =>
  new URL(
    `./${name}${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`,
    import.meta.url.replace('/app.asar/', '/app.asar.unpacked/'),
  );
