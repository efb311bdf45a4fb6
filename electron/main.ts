import { app } from 'electron';
import { runCli } from './cli/run-cli.ts';
import { cliArguments } from './shell/arguments.ts';
import { registerScreensScheme } from './shell/screens-protocol.ts';
import { startDesktop } from './shell/desktop.ts';

// Electron waits for this module before it is ready: nothing here may wait for Electron.
const cli = cliArguments(process.argv, app.isPackaged);
if (cli === undefined) {
  registerScreensScheme();
  void startDesktop();
} else {
  void runCli(cli).then((code) => process.stdout.write('', () => process.stderr.write('', () => app.exit(code))));
}
