import { openBackend } from '../../backend.ts';
import { openMemoryCredentials } from '../../credentials/memory.ts';
import { activateSandbox } from '../../sandbox/activate-sandbox.ts';
import { startSandboxThread } from '../../workers/sandbox-thread.ts';
import type { CommandContext } from '../context.ts';
import { exitCodeOfRun, type ExitCode } from '../exit-codes.ts';
import { describeReport } from '../report-text.ts';
import { serveUntilInterrupted } from '../serve-until-interrupted.ts';
import { runOnce } from './sync.ts';

export interface DemoOptions {
  readonly headless: boolean;
  readonly seed: number;
  readonly students: number;
}

/** The main job on the sandbox district. Its secret lasts as long as the process: no keychain is needed. */
export async function demo(context: CommandContext, { headless, seed, students }: DemoOptions): Promise<ExitCode> {
  const { output, quiet } = context;
  const tell = (text: string): void => (quiet ? undefined : output.note(text));
  context.interruption();
  tell('Starting the sandbox district …');
  const sandbox = await startSandboxThread({ seed, students });
  const profileFolder = (await context.profile()).folder;
  const backend = openBackend({ profileFolder, credentials: openMemoryCredentials() });
  try {
    tell(`The sandbox district answers at ${sandbox.description.powerschool.url}. Connecting to it …`);
    const { id, config } = await activateSandbox(backend, sandbox.description);
    tell(`Integration “${config.name}” (${id}). Syncing …`);
    const report = await runOnce(context, backend, { integrationId: id, full: true });
    await output.answer(report, () => describeReport(report));
    if (!headless && !context.interruption().aborted) {
      const announce = (url: string): void => output.note(`The app is at ${url}\nPress Ctrl-C to stop it.`);
      await serveUntilInterrupted(context, backend, { open: true, announce });
    }
    return exitCodeOfRun(report);
  } finally {
    await backend.close();
    await sandbox.close();
  }
}
