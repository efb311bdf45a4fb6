import { Anchor, Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import type { GridColumn } from '../../components/grid/grid-table.ts';
import { texts } from './texts.ts';

/** A column of the list of classes that leads to their sheets; it is the screen's own, not the data's. */
export const sheetColumn: GridColumn = {
  id: 'sheet',
  label: texts.sheetColumn,
  width: 120,
  align: 'start',
  isSortable: false,
};

interface CellProps {
  readonly href: string;
  readonly name: string;
}

export const SheetCellLink = ({ href, name }: CellProps) => (
  <Anchor href={href} inherit tabIndex={-1} className="gs-record-link" aria-label={texts.titleOf(name)}>
    {texts.sheetLink}
  </Anchor>
);

export const SheetLink = ({ href }: { readonly href: string }) => (
  <Button
    component="a"
    href={href}
    size="xs"
    variant="light"
    leftSection={<IconTable size={16} aria-hidden />}
    style={{ alignSelf: 'flex-start' }}
  >
    {texts.openSheet}
  </Button>
);
