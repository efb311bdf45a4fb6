import { Stack, Text, Title } from '@mantine/core';
import { columnsOf } from '../../../shared/browse/columns.ts';
import type { BrowseRecord, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { CellContent } from './cell-content.tsx';

interface Props {
  readonly record: BrowseRecord;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

/** What the record says, by topic. */
export function OverviewTab({ record, hrefOfRecord }: Props) {
  const types = new Map(columnsOf(record.view).map(({ id, type }) => [id, type]));
  return (
    <Stack gap="md">
      {record.overview.map(({ topic, values }) => (
        <section key={topic} aria-label={topic}>
          <Title order={3} size="h6" mb={4} c="dimmed">
            {topic}
          </Title>
          <dl className="gs-fields">
            {values.map(({ id, label, value }) => (
              <div key={id} className="gs-field" data-field={id}>
                <Text component="dt" size="sm" c="dimmed">
                  {label}
                </Text>
                <Text component="dd" size="sm" m={0} className="gs-name">
                  <CellContent value={value} type={types.get(id) ?? 'text'} hrefOfRecord={hrefOfRecord} />
                </Text>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Stack>
  );
}
