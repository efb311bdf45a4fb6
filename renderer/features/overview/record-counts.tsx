import { Text } from '@mantine/core';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { formatNumber } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';

/** How many records of each entity the local copy holds. */
export function RecordCounts({ records }: { readonly records: HomeCard['records'] }) {
  return (
    <dl className="gs-tiles">
      {entityTypes.map((entity) => (
        <div key={entity} className="gs-tile" data-entity={entity}>
          <Text component="dt" size="xs" c="dimmed">
            {entityWords[entity]}
          </Text>
          <Text component="dd" m={0} fz={22} fw={650} className="gs-number">
            {formatNumber(records[entity] ?? 0)}
          </Text>
        </div>
      ))}
    </dl>
  );
}
