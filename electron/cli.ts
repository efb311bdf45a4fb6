#!/usr/bin/env node
import { runCli } from './cli/run-cli.ts';

export { runCli };

/** The command line's entry; the packaged application started with `--cli` calls `runCli` itself. */
if (import.meta.main) {
  const code = await runCli(process.argv.slice(2));
  // Threads, sockets and a keychain that never answered must not keep the process: what was said is written first.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
