import { extname } from 'node:path';

/** The script of a worker beside this file: TypeScript when run from the sources, JavaScript when built. */
export const workerUrl = (name: string): URL =>
  new URL(`./${name}${extname(import.meta.url) === '.ts' ? '.ts' : '.js'}`, import.meta.url);
