import { fileURLToPath } from 'node:url';

/**
 * What Node runs as the command line. `npm test` builds first and tries what is shipped, which starts in two thirds of the time; a test
 * that is run by itself tries the source as it stands.
 */
export const cliScript = fileURLToPath(
  new URL(
    process.env['TEST_WHAT_WAS_BUILT'] === '1' ? '../../out/main/cli.js' : '../../electron/cli.ts',
    import.meta.url,
  ),
);
