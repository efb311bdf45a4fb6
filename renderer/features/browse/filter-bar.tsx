import { ActionIcon, Button, Group, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { AddFilter } from './add-filter.tsx';
import { Chip } from './filter-chip.tsx';
import type { FilterColumn } from './filter-columns.ts';
import { deepest, isFilterSet, withItem, withNewItem, withoutItem, type FilterChip, type FilterSet } from './filter.ts';
import { texts } from './texts.ts';

interface Props {
  readonly columns: readonly FilterColumn[];
  readonly filter: FilterSet;
  readonly onFilter: (filter: FilterSet) => void;
}

/** The filters of a list as chips, and groups of them as frames with chips. */
export function FilterBar({ columns, filter, onFilter }: Props) {
  const { items } = filter;
  return (
    <Group gap={6} component="section" aria-label={texts.filters}>
      <Items columns={columns} filter={filter} onFilter={onFilter} depth={1} />
      <AddFilter kind="filter" columns={columns} onAdd={(chip) => onFilter(withNewItem(filter, chip))} />
      {items.length === 0 ? null : (
        <>
          <AddFilter
            kind="group"
            columns={columns}
            onAdd={(chip) => onFilter(withNewItem(filter, groupIn(filter, chip)))}
          />
          <Button size="xs" variant="subtle" color="gray" onClick={() => onFilter({ ...filter, items: [] })}>
            {texts.clearFilters}
          </Button>
        </>
      )}
    </Group>
  );
}

interface ItemsProps extends Props {
  /** 1 for the filters that are in no group. */
  readonly depth: number;
}

function Items({ columns, filter, onFilter, depth }: ItemsProps) {
  const { join, items } = filter;
  const remove = (at: number): void => {
    onFilter(withoutItem(filter, at));
    // What had the focus is gone.
    document.querySelector<HTMLElement>('[data-add-filter]')?.focus();
  };
  return (
    <>
      {items.length < 2 ? null : (
        <JoinChoice depth={depth} join={join} onJoin={(next) => onFilter({ ...filter, join: next })} />
      )}
      {items.map((item, at) =>
        isFilterSet(item) ? (
          // Two filters may be the same in every respect but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <fieldset key={`${at} group`} className="gs-filter-group" aria-label={texts.groupOf(item.join)}>
            <Items
              columns={columns}
              filter={item}
              onFilter={(next) => onFilter(withItem(filter, at, next))}
              depth={depth + 1}
            />
            <AddFilter
              kind="small"
              columns={columns}
              onAdd={(chip) => onFilter(withItem(filter, at, withNewItem(item, chip)))}
            />
            {depth + 2 > deepest ? null : (
              <AddFilter
                kind="smallGroup"
                columns={columns}
                onAdd={(chip) => onFilter(withItem(filter, at, withNewItem(item, groupIn(item, chip))))}
              />
            )}
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={texts.removeGroup}
              onClick={() => remove(at)}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </fieldset>
        ) : (
          <Chip
            // oxlint-disable-next-line react/no-array-index-key
            key={`${at} ${item.column}`}
            chip={item}
            columns={columns}
            onChange={(next) => onFilter(withItem(filter, at, next))}
            onRemove={() => remove(at)}
          />
        ),
      )}
    </>
  );
}

interface JoinProps {
  readonly depth: number;
  readonly join: FilterSet['join'];
  readonly onJoin: (join: FilterSet['join']) => void;
}

const JoinChoice = ({ depth, join, onJoin }: JoinProps) => (
  <NativeSelect
    size="xs"
    w={depth === 1 ? '9.5rem' : '5.5rem'}
    aria-label={depth === 1 ? texts.joinLabel : texts.joinInGroup}
    value={join}
    onChange={(event) => onJoin(event.currentTarget.value === 'or' ? 'or' : 'and')}
    data={[
      { value: 'and', label: depth === 1 ? `Match ${texts.joinAnd}` : texts.all },
      { value: 'or', label: depth === 1 ? `Match ${texts.joinOr}` : texts.any },
    ]}
  />
);

/** A group is there for what the filters around it cannot say: it begins the other way round. */
const groupIn = ({ join }: FilterSet, chip: FilterChip): FilterSet => ({
  join: join === 'and' ? 'or' : 'and',
  items: [chip],
});
