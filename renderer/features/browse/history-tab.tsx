import { Anchor, Stack, Text, VisuallyHidden } from '@mantine/core';
import { columnsOf } from '../../../shared/browse/columns.ts';
import { cellSchema, type BrowseRecord, type NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { formatSecond } from '../../components/format.ts';
import { hrefOf } from '../../route.ts';
import { CellContent } from './cell-content.tsx';
import { texts } from './texts.ts';

interface Props {
  readonly record: BrowseRecord;
  readonly integrationId: string;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

type Entry = BrowseRecord['history'][number];

/** What changed, when, by which sync, and from what to what; the newest first. */
export function HistoryTab({ record, integrationId, hrefOfRecord }: Props) {
  const types = new Map(columnsOf(record.view).map(({ id, type }) => [id, type]));
  const value = (given: unknown, attribute: string) => (
    <CellContent
      value={cellSchema.catch(null).parse(given)}
      type={types.get(attribute) ?? 'text'}
      hrefOfRecord={hrefOfRecord}
    />
  );
  return (
    <Stack component="ol" gap="md" className="gs-plain-list">
      {byRun(record.history).map((entries) => {
        const [{ runId, at, change }] = entries;
        return (
          <li key={`${runId} ${change}`}>
            <Text size="sm" fw={600}>
              {texts.changes[change]}
            </Text>
            <Anchor size="xs" underline="always" href={hrefOf({ screen: 'run', integrationId, runId })}>
              {texts.bySync(formatSecond(at))}
            </Anchor>
            {entries.map((entry) =>
              entry.attribute === null ? null : (
                <div key={entry.attribute} className="gs-change" data-field={entry.attribute}>
                  <Text size="xs" c="dimmed">
                    {entry.label ?? entry.attribute}
                  </Text>
                  <Text size="sm" component="div" className="gs-name">
                    <del>{value(entry.old, entry.attribute)}</del> <span aria-hidden>→</span>
                    <VisuallyHidden>{texts.became}</VisuallyHidden> <ins>{value(entry.new, entry.attribute)}</ins>
                  </Text>
                </div>
              ),
            )}
          </li>
        );
      })}
    </Stack>
  );
}

/** What one run did to the record stands together. */
function byRun(history: readonly Entry[]): readonly (readonly [Entry, ...Entry[]])[] {
  const groups: [Entry, ...Entry[]][] = [];
  for (const entry of history) {
    const open = groups.at(-1);
    if (open !== undefined && open[0].runId === entry.runId && open[0].change === entry.change) open.push(entry);
    else groups.push([entry]);
  }
  return groups;
}
