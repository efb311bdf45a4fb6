import { ActionIcon, Button, Group, NumberInput, Text, Tooltip } from '@mantine/core';
import { IconArrowBarToDown, IconArrowBarToUp, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { copyLimit, type GridState } from '../../components/grid/data-grid.tsx';
import { texts } from './texts.ts';

interface Props {
  /** Undefined while it is not known. */
  readonly count: string | undefined;
  readonly total: number;
  readonly state: GridState;
}

/** How many there are, which of them show, and ways to get to any of them. */
export function GridFooter({ count, total, state }: Props) {
  const { first, last, selected, goToRow } = state;
  return (
    <Group className="gs-grid-footer" justify="space-between" gap="xs" px="sm" py={6}>
      <Group gap="sm">
        <Text size="sm" fw={600} className="gs-number" component="output" data-testid="total">
          {count ?? texts.counting}
        </Text>
        {selected === 0 ? null : <CopyButton selected={selected} copy={state.copy} />}
      </Group>
      {total === 0 ? null : (
        <Group gap="xs" wrap="nowrap">
          <Text size="sm" c="dimmed" className="gs-number gs-whole" data-testid="rows-shown">
            {texts.rowsShown(first, last)}
          </Text>
          <GoToRow total={total} onGo={goToRow} />
          <Tooltip label={texts.firstRow}>
            <ActionIcon variant="default" size="md" aria-label={texts.firstRow} onClick={() => goToRow(0)}>
              <IconArrowBarToUp size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={texts.lastRow}>
            <ActionIcon variant="default" size="md" aria-label={texts.lastRow} onClick={() => goToRow(total - 1)}>
              <IconArrowBarToDown size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      )}
    </Group>
  );
}

function CopyButton({ selected, copy }: Pick<GridState, 'selected' | 'copy'>) {
  const [isCopied, setCopied] = useState(0);
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {texts.selected(selected)}
      </Text>
      {selected > copyLimit ? (
        <Text size="sm" c="dimmed">
          {texts.tooManyToCopy(copyLimit)}
        </Text>
      ) : (
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copy().then(() => setCopied(selected))}
        >
          {texts.copyRows(selected)}
        </Button>
      )}
      <Text component="output" size="sm" c="dimmed">
        {isCopied === selected ? texts.copied : ''}
      </Text>
    </Group>
  );
}

function GoToRow({ total, onGo }: { readonly total: number; readonly onGo: (row: number) => void }) {
  const [row, setRow] = useState<number | string>('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof row === 'number') onGo(row - 1);
      }}
    >
      <NumberInput
        size="xs"
        w="7rem"
        hideControls
        allowDecimal={false}
        allowNegative={false}
        min={1}
        max={total}
        thousandSeparator=","
        aria-label={texts.goToRow}
        placeholder={texts.goToRow}
        value={row}
        onChange={setRow}
      />
    </form>
  );
}
