import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '../../../shared/browse/columns.ts';
import type { BrowseRecord, GridRow, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { viewEntity, type BrowseView } from '../../../shared/browse/views.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { cellText, isReference } from './cell-content.tsx';
import { relatedQuery } from './queries.ts';
import { texts } from './texts.ts';

interface Props {
  readonly record: BrowseRecord;
  readonly integrationId: string;
  readonly asOf: string | null;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

const step = 20;
const most = 500;

/** The records that belong to this one. */
export function RelatedTab({ record, ...rest }: Props) {
  const lists = record.related.filter(({ total }) => total > 0);
  if (lists.length === 0) return <Text size="sm">{texts.nothingRelated}</Text>;
  return (
    <Stack gap="md">
      {lists.map((list) => (
        <RelatedList key={list.relation} record={record} list={list} {...rest} />
      ))}
    </Stack>
  );
}

interface ListProps extends Props {
  readonly list: BrowseRecord['related'][number];
}

function RelatedList({ record, list, integrationId, asOf, hrefOfRecord }: ListProps) {
  const { relation, label, view, total } = list;
  const [limit, setLimit] = useState(step);
  const { entity, sourcedId } = record;
  const wanted = { integrationId, entity, sourcedId, relation, asOfRun: asOf, limit };
  const rows = useQuery({ ...relatedQuery(useClient(), wanted), placeholderData: keepPreviousData });
  return (
    <section aria-label={label}>
      <Title order={3} size="h6" mb={4} c="dimmed">
        {texts.relatedOf(label, total)}
      </Title>
      {rows.error === null ? null : <ErrorNote error={rows.error} />}
      <ul className="gs-plain-list gs-related">
        {rows.data?.rows.map((row) => {
          const { reference, notes } = lineOf(row, view, sourcedId);
          return (
            <li key={row.sourcedId}>
              <Anchor size="sm" href={hrefOfRecord(reference)} className="gs-name gs-record-link" dir="auto">
                {reference.name}
              </Anchor>
              {notes === '' ? null : (
                <Text size="sm" c="dimmed" className="gs-number" dir="auto">
                  {notes}
                </Text>
              )}
            </li>
          );
        })}
      </ul>
      {total > limit && limit < most ? (
        <Button size="compact-xs" variant="subtle" onClick={() => setLimit(Math.min(most, limit * 5))}>
          {texts.showAll}
        </Button>
      ) : null}
      {total > most && limit === most ? (
        <Text size="xs" c="dimmed">
          {texts.firstOf(most, total)}
        </Text>
      ) : null}
    </section>
  );
}

/** What a related record is called, and what tells it from the others there. */
function lineOf(row: GridRow, view: BrowseView, ownId: string): { reference: NamedReference; notes: string } {
  const { cells, sourcedId } = row;
  const others = Object.entries(cells).flatMap(([id, value]) =>
    isReference(value) && value.sourcedId !== ownId && value.entity !== 'org' ? [{ id, value }] : [],
  );
  const own = [cells['name'], cells['title']].find((value) => typeof value === 'string' && value !== '');
  const person = [cells['familyName'], cells['givenName']].filter((value) => typeof value === 'string').join(', ');
  const name = typeof own === 'string' ? own : person !== '' ? person : (others[0]?.value.name ?? row.powerSchoolId);
  const types = new Map(columnsOf(view).map(({ id, type }) => [id, type]));
  const notes = noteColumns[view]
    .map((id) => cellText(cells[id] ?? null, types.get(id) ?? 'text'))
    .filter((text) => text !== '')
    .join(' · ');
  return { reference: { name, sourcedId, entity: viewEntity[view], view }, notes };
}

const noteColumns: Readonly<Record<BrowseView, readonly string[]>> = {
  schools: ['type'],
  terms: ['schoolYear'],
  courses: ['courseCode'],
  classes: ['classCode', 'terms'],
  teachers: ['role'],
  students: ['identifier', 'grades'],
  enrollments: ['role', 'beginDate'],
  categories: ['weight'],
  lineItems: ['dueDate'],
  results: ['score', 'textScore', 'scoreStatus'],
};
