import { ActionIcon, Button, Checkbox, Group, Kbd, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3, IconPin, IconPinFilled } from '@tabler/icons-react';
import type { GridColumn, GridLayout } from '../../components/grid/grid-table.ts';
import { orderedColumns, withColumnHidden, withColumnMoved, withColumnPinned } from './layout.ts';
import { texts } from './texts.ts';

interface Props {
  readonly columns: readonly GridColumn[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  /** The layout that an entity comes with. */
  readonly usual: GridLayout;
}

/** Which columns are shown, in which order, and which stay in sight when one scrolls sideways. */
export function ColumnChooser({ columns, layout, onLayout, usual }: Props) {
  const ordered = orderedColumns(columns, layout);
  const shown = ordered.filter(({ id }) => !layout.hidden.includes(id)).length;
  return (
    <Popover position="bottom-end" width={380} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="xs" leftSection={<IconColumns3 size={16} aria-hidden />}>
          {texts.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.columns}>
        <Stack gap="xs">
          <Group justify="space-between">
            <Text size="sm" fw={600}>
              {texts.columnsShown(shown, columns.length)}
            </Text>
            <Button variant="subtle" size="compact-xs" onClick={() => onLayout(usual)}>
              {texts.usualColumns}
            </Button>
          </Group>
          <ScrollArea.Autosize mah={320} type="auto" offsetScrollbars viewportProps={{ tabIndex: -1 }}>
            <Stack component="ul" gap={2} className="gs-plain-list">
              {ordered.map((column, at) => (
                <Group component="li" key={column.id} justify="space-between" wrap="nowrap" gap="xs">
                  <Checkbox
                    size="xs"
                    label={column.label}
                    checked={!layout.hidden.includes(column.id)}
                    // A grid without any column would have no way back by keyboard.
                    disabled={shown === 1 && !layout.hidden.includes(column.id)}
                    onChange={(event) => onLayout(withColumnHidden(layout, column.id, !event.currentTarget.checked))}
                  />
                  <Group gap={2} wrap="nowrap">
                    <Arrow
                      label={texts.moveUp(column.label)}
                      disabled={at === 0}
                      onClick={() => onLayout(withColumnMoved(columns, layout, column.id, -1))}
                      Icon={IconChevronUp}
                    />
                    <Arrow
                      label={texts.moveDown(column.label)}
                      disabled={at === ordered.length - 1}
                      onClick={() => onLayout(withColumnMoved(columns, layout, column.id, 1))}
                      Icon={IconChevronDown}
                    />
                    <PinButton column={column} layout={layout} onLayout={onLayout} />
                  </Group>
                </Group>
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <Text size="xs" c="dimmed">
            {texts.resizeHint} <Kbd size="xs">Shift</Kbd> + <Kbd size="xs">←</Kbd> <Kbd size="xs">→</Kbd>
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ArrowProps {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly Icon: typeof IconChevronUp;
}

/** Stays focusable where it can do nothing, so that a row of presses does not lose the focus. */
const Arrow = ({ label, disabled, onClick, Icon }: ArrowProps) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="sm"
    aria-label={label}
    aria-disabled={disabled}
    {...(disabled ? { 'data-disabled': true } : {})}
    onClick={() => {
      if (!disabled) onClick();
    }}
  >
    <Icon size={16} aria-hidden />
  </ActionIcon>
);

function PinButton({ column, layout, onLayout }: Pick<Props, 'layout' | 'onLayout'> & { readonly column: GridColumn }) {
  const isPinned = layout.pinned.includes(column.id);
  return (
    <ActionIcon
      variant={isPinned ? 'light' : 'subtle'}
      color={isPinned ? 'indigo' : 'gray'}
      size="sm"
      aria-label={texts.pin(column.label)}
      aria-pressed={isPinned}
      onClick={() => onLayout(withColumnPinned(layout, column.id, !isPinned))}
    >
      {isPinned ? <IconPinFilled size={14} aria-hidden /> : <IconPin size={14} aria-hidden />}
    </ActionIcon>
  );
}
