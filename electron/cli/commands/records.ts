import { AppError } from '../../../shared/errors.ts';
import type { ReaderClient } from '../../backend-api.ts';
import type { EntityType } from '../../../shared/oneroster/entity.ts';
import { flatColumns } from '../../store/export/flat-record.ts';
import type { Condition, RecordPage } from '../../store/reader-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { csvRow } from '../records-csv.ts';
import { describeRecords } from '../records-text.ts';
import { withBackend } from '../with-backend.ts';

export interface RecordsOptions {
  readonly entity: EntityType;
  readonly integration: string;
  readonly where: readonly Condition[];
  readonly after?: string;
  readonly limit?: number;
  readonly format?: 'json' | 'csv';
}

const pageSize = 1000;
const shownOnTerminal = 50;

export async function records(context: CommandContext, options: RecordsOptions): Promise<ExitCode> {
  if (context.output.json && options.format === 'csv') throw notBoth();
  await withBackend(context, async (backend) => {
    const reader = await backend.reader(options.integration);
    if (options.format === 'csv') await writeCsv(context, reader, options);
    else if (options.format === 'json' || context.output.json) await writeJson(context, reader, options);
    else await writeTable(context, reader, options);
  });
  return exitCodes.done;
}

/** `{"records":[…],"next":…}`, written page by page: a district's results do not fit into one text. */
async function writeJson({ output }: CommandContext, reader: ReaderClient, options: RecordsOptions): Promise<void> {
  let next: string | null = null;
  let isFirst = true;
  for await (const page of pages(reader, options)) {
    const texts = page.records.map((record) => JSON.stringify(record)).join(',');
    await output.write(isFirst ? `{"records":[${texts}` : `,${texts}`);
    isFirst = false;
    next = page.next;
  }
  await output.write(`],"next":${JSON.stringify(next)}}\n`);
}

/** Records of one entity differ in their metadata: the columns are known only when all have been seen, so they are read twice. */
async function writeCsv({ output }: CommandContext, reader: ReaderClient, options: RecordsOptions): Promise<void> {
  const metadata = new Set<string>();
  for await (const page of pages(reader, options)) {
    for (const record of page.records) for (const key of Object.keys(record.metadata)) metadata.add(key);
  }
  const columns = flatColumns(options.entity, metadata);
  await output.write(csvRow(columns));
  for await (const page of pages(reader, options)) {
    await output.write(page.records.map((record) => csvRow(columns, record)).join(''));
  }
}

async function writeTable({ output }: CommandContext, reader: ReaderClient, options: RecordsOptions): Promise<void> {
  const limit = options.limit ?? shownOnTerminal;
  const found: RecordPage['records'][number][] = [];
  let next: string | null = null;
  for await (const page of pages(reader, { ...options, limit })) {
    found.push(...page.records);
    next = page.next;
  }
  await output.write(describeRecords(options.entity, found));
  if (next !== null) output.note(`There are more: go on with --after ${next}, or use --format csv for all.`);
}

/** Page after page, at most `limit` records in all. At least one page, which may be empty. */
async function* pages(reader: ReaderClient, options: RecordsOptions): AsyncIterable<RecordPage> {
  let left = options.limit ?? Number.POSITIVE_INFINITY;
  let after = options.after ?? null;
  do {
    const page = await reader.records({
      entity: options.entity,
      where: options.where,
      after,
      limit: Math.min(pageSize, left),
    });
    yield page;
    left -= page.records.length;
    after = page.next;
  } while (after !== null && left > 0);
}

const notBoth = (): AppError =>
  new AppError('cli.usage', 'stop', 'With --json the answer is JSON: --format csv does not go with it.', {
    fix: 'Leave out one of the two.',
  });
