import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { serveUntilInterrupted } from '../serve-until-interrupted.ts';
import { withBackend } from '../with-backend.ts';

export async function serve(context: CommandContext, options: { port?: number; open: boolean }): Promise<ExitCode> {
  const announce = (url: string): Promise<void> =>
    context.output.answer({ url }, () => `Grade Sync is at ${url}\nPress Ctrl-C to stop it.`);
  await withBackend(context, (backend) => serveUntilInterrupted(context, backend, { ...options, announce }));
  return exitCodes.done;
}
