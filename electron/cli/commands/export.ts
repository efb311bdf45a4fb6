import { resolve } from 'node:path';
import type { ExportFormat } from '../../store/export-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

export async function exportFiles(
  context: CommandContext,
  id: string,
  options: { format: ExportFormat; out: string },
): Promise<ExitCode> {
  const job = { format: options.format, out: resolve(options.out) };
  const summary = await withBackend(context, async (backend) => {
    const { roster } = backend.integrations.get(id).config;
    return (await backend.reader(id)).export({ ...job, roster });
  });
  await context.output.answer({ ...job, ...summary }, () =>
    [
      `Written to ${job.out}:`,
      formatTable(
        ['file', 'rows'],
        summary.files.map(({ name, rows }) => [name, rows]),
      ),
      ...summary.notes.map((note) => `Note: ${note}`),
    ].join('\n'),
  );
  return exitCodes.done;
}
