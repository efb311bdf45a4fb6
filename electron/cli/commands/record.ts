import { AppError } from '../../../shared/errors.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { flatText } from '../../store/export/flat-record.ts';
import type { RecordDetail } from '../../store/reader-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

export interface RecordOptions {
  readonly entity: EntityType;
  readonly sourcedId: string;
  readonly integration: string;
}

export async function record(context: CommandContext, options: RecordOptions): Promise<ExitCode> {
  const detail = await withBackend(context, async (backend) =>
    (await backend.reader(options.integration)).record(options.entity, options.sourcedId),
  );
  if (detail === undefined) {
    throw new AppError('record.unknown', 'stop', `There is no record of ${options.entity} with this id.`, {
      fix: 'Look it up with the command “records”; a PowerSchool ID of the entity is understood as well.',
    });
  }
  const { record: found, sides, history } = detail;
  await context.output.answer({ ...found, sides, history }, () => describeDetail(detail));
  return exitCodes.done;
}

function describeDetail({ record: found, history }: RecordDetail): string {
  const { metadata, identifiers, ...attributes } = found;
  const rows = [
    ...Object.entries(attributes),
    ...Object.entries(metadata).map(([key, value]) => [`metadata.${key}`, value] as const),
    ...Object.entries(identifiers).map(([key, value]) => [`identifiers.${key}`, value] as const),
  ].map(([name, value]) => [name, flatText(value)]);
  const changes = history.map((entry) => [
    entry.at,
    entry.change,
    entry.attribute,
    flatText(entry.old),
    flatText(entry.new),
  ]);
  const table = formatTable(['attribute', 'value'], rows);
  return changes.length === 0
    ? table
    : `${table}\n${formatTable(['when', 'change', 'attribute', 'old', 'new'], changes)}`;
}
