import { Anchor, Loader, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { differences, type Difference } from '../../../shared/ipc/contract/compare.ts';
import { entityTypes, type EntityType } from '../../../shared/oneroster/entity.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { formatNumber } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';
import type { CompareState } from './address.ts';
import { differenceCountQuery, type Compared } from './queries.ts';
import { differenceWords, texts } from './texts.ts';

type List = NonNullable<CompareState['list']>;

interface Props {
  readonly compared: Compared;
  readonly list: List | null;
  readonly hrefOfList: (list: List) => string;
}

/** How much is different, by entity; each figure leads to its records. */
export function CountsTable(props: Props) {
  return (
    <div className="gs-card">
      <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table className="gs-number" horizontalSpacing="sm" aria-label={texts.counts}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{texts.records}</Table.Th>
              {differences.map((difference) => (
                <Table.Th key={difference} scope="col" ta="right">
                  {differenceWords[difference]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entityTypes.map((entity) => (
              <EntityRow key={entity} {...props} entity={entity} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

/** Counts come in parts; what has been counted stands there meanwhile. */
function EntityRow({ compared, list, hrefOfList, entity }: Props & { readonly entity: EntityType }) {
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(
    differenceCountQuery(useClient(), compared, entity),
  );
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  const sum = (difference: Difference): number => data?.pages.reduce((total, part) => total + part[difference], 0) ?? 0;
  if (error !== null) {
    return (
      <Table.Tr>
        <Table.Td colSpan={differences.length + 1}>
          <ErrorNote error={error} />
        </Table.Td>
      </Table.Tr>
    );
  }
  return (
    <Table.Tr data-entity={entity} aria-busy={data === undefined || hasNextPage}>
      <Table.Th scope="row" fw={500}>
        {entityWords[entity]} {data === undefined || hasNextPage ? <Loader size={12} aria-hidden /> : null}
      </Table.Th>
      {differences.map((difference) => (
        <Table.Td key={difference} ta="right" data-difference={difference}>
          {sum(difference) === 0 ? (
            '0'
          ) : (
            <Anchor
              size="sm"
              underline="always"
              href={hrefOfList({ entity, difference })}
              aria-label={`${formatNumber(sum(difference))}, ${entityWords[entity]}, ${differenceWords[difference]}`}
              aria-current={list?.entity === entity && list.difference === difference ? 'true' : undefined}
            >
              {formatNumber(sum(difference))}
            </Anchor>
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
