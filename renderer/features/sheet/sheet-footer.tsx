import { Button, Group, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { ScoreFlag } from '../../../shared/gradebook/averages.ts';
import { copyText, toTsv } from '../../components/copy-text.ts';
import type { GridState } from '../../components/grid/data-grid.tsx';
import { FlagMark } from './score-cell.tsx';
import type { SheetColumn } from './sheet-columns.ts';
import { flagNames, texts } from './texts.ts';

interface Props {
  readonly count: string;
  readonly grid: GridState;
  readonly columns: readonly SheetColumn[];
  /** The whole sheet, in its order. */
  readonly linesOf: () => readonly (readonly string[])[];
}

/** How much there is, what the marks mean, and a copy for a spreadsheet: of the selected students, or of all. */
export function SheetFooter({ count, grid, columns, linesOf }: Props) {
  const [isCopied, setCopied] = useState(false);
  async function copy(): Promise<void> {
    if (grid.selected === 0) copyText(toTsv([columns.map(({ label }) => label), ...linesOf()]));
    else await grid.copy();
    setCopied(true);
  }
  return (
    <Group className="gs-grid-footer" justify="space-between" gap="xs" px="sm" py={6}>
      <Group gap="sm">
        <Text size="sm" fw={600} className="gs-number" component="output" data-testid="total">
          {count}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          onClick={() => void copy()}
        >
          {grid.selected === 0 ? texts.copySheet : texts.copySelected(grid.selected)}
        </Button>
        <Text component="output" size="sm" c="dimmed">
          {isCopied ? texts.copied : ''}
        </Text>
      </Group>
      <ul className="gs-plain-list gs-legend" aria-label={texts.flagsLegend}>
        {(Object.keys(flagNames) as ScoreFlag[]).map((flag) => (
          <li key={flag}>
            <FlagMark flag={flag} />
            <Text size="xs" c="dimmed" span aria-hidden>
              {flagNames[flag]}
            </Text>
          </li>
        ))}
      </ul>
    </Group>
  );
}
