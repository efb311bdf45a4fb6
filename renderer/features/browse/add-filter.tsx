import { ActionIcon, Button, Popover } from '@mantine/core';
import { IconFilterPlus, IconFolderPlus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilterColumn } from './filter-columns.ts';
import { FilterEditor } from './filter-editor.tsx';
import type { FilterChip } from './filter.ts';
import { texts } from './texts.ts';

interface Props {
  /** `filter` and `group` stand on the bar itself, `small` in a group. */
  readonly kind: 'filter' | 'group' | 'small' | 'smallGroup';
  readonly columns: readonly FilterColumn[];
  readonly onAdd: (chip: FilterChip) => void;
}

/** A button with the editor of a new filter. */
export function AddFilter({ kind, columns, onAdd }: Props) {
  const [isOpen, setOpen] = useState(false);
  const label = addLabels[kind];
  const toggle = (): void => setOpen(!isOpen);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        {kind === 'filter' ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFilterPlus size={16} aria-hidden />}
            onClick={toggle}
            data-add-filter
          >
            {label}
          </Button>
        ) : kind === 'group' ? (
          <Button size="xs" variant="subtle" leftSection={<IconFolderPlus size={16} aria-hidden />} onClick={toggle}>
            {label}
          </Button>
        ) : (
          <ActionIcon size="sm" variant="subtle" aria-label={label} title={label} onClick={toggle}>
            {kind === 'small' ? <IconPlus size={15} aria-hidden /> : <IconFolderPlus size={15} aria-hidden />}
          </ActionIcon>
        )}
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <FilterEditor
          columns={columns}
          chip={null}
          onApply={(chip) => {
            setOpen(false);
            onAdd(chip);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

const addLabels: Readonly<Record<Props['kind'], string>> = {
  filter: texts.addFilter,
  group: texts.addGroup,
  small: texts.addToGroup,
  smallGroup: texts.addGroupToGroup,
};
