import { Button, Checkbox, Modal, Radio, ScrollArea, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { GridColumn } from '../../components/grid/grid-table.ts';
import { ExportEnd } from './export-end.tsx';
import type { ExportWanted } from './queries.ts';
import { texts } from './texts.ts';

type GridContent = Extract<ExportWanted, { readonly kind: 'grid' }>;

interface Props {
  readonly integrationId: string;
  /** What the list is called. */
  readonly label: string;
  readonly query: GridContent['query'];
  /** All columns, in the order of the screen. */
  readonly columns: readonly Pick<GridColumn, 'id' | 'label'>[];
  /** Those that the screen does not show. */
  readonly hidden: readonly string[];
}

/** Takes a list out as a file: as it is on the screen, if nothing else is chosen. */
export function GridExport({ label, ...list }: Props) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
        {texts.open}
      </Button>
      <Modal opened={isOpen} onClose={close} title={texts.title(label)} lockScroll={false} size="lg">
        <Form {...list} />
      </Modal>
    </>
  );
}

function Form({ integrationId, query, columns, hidden }: Omit<Props, 'label'>) {
  const isFiltered = query.filter !== null && query.filter !== undefined;
  const [scope, setScope] = useState('shown');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(hidden));
  const [format, setFormat] = useState<GridContent['format']>('csv');
  const [bom, setBom] = useState(false);
  const chosen = columns.map(({ id }) => id).filter((id) => !left.has(id));
  const content: GridContent | undefined =
    chosen.length === 0
      ? undefined
      : {
          kind: 'grid',
          query: scope === 'all' ? { ...query, filter: null } : query,
          columns: chosen,
          format,
          bom: format === 'csv' && bom,
        };

  function choose(id: string, isChosen: boolean): void {
    const next = new Set(left);
    if (isChosen) next.delete(id);
    else next.add(id);
    setLeft(next);
  }

  return (
    <Stack gap="md">
      {isFiltered ? (
        <Radio.Group label={texts.rows} value={scope} onChange={setScope}>
          <Stack gap={6} mt={6}>
            <Radio value="shown" label={texts.rowsShown} />
            <Radio value="all" label={texts.rowsAll} />
          </Stack>
        </Radio.Group>
      ) : null}
      <Stack component="fieldset" gap={6} className="gs-plain-fieldset">
        <Text component="legend" size="sm" fw={500}>
          {texts.columns}
        </Text>
        <Text size="xs" c={chosen.length === 0 ? 'var(--mantine-color-error)' : 'dimmed'}>
          {chosen.length === 0 ? texts.noColumn : texts.columnsChosen(chosen.length, columns.length)}
        </Text>
        <ScrollArea.Autosize mah={180} type="auto" offsetScrollbars viewportProps={{ tabIndex: -1 }}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={6}>
            {columns.map(({ id, label: name }) => (
              <Checkbox
                key={id}
                size="xs"
                label={name}
                checked={!left.has(id)}
                onChange={(event) => choose(id, event.currentTarget.checked)}
              />
            ))}
          </SimpleGrid>
        </ScrollArea.Autosize>
      </Stack>
      <Radio.Group
        label={texts.format}
        value={format}
        onChange={(value) => setFormat(value === 'xlsx' ? 'xlsx' : 'csv')}
      >
        <Stack gap={6} mt={6}>
          <Radio value="csv" label={texts.formats.csv} />
          <Radio value="xlsx" label={texts.formats.xlsx} />
        </Stack>
      </Radio.Group>
      {format === 'csv' ? (
        <Checkbox label={texts.bom} checked={bom} onChange={(event) => setBom(event.currentTarget.checked)} />
      ) : null}
      <ExportEnd integrationId={integrationId} content={content} />
    </Stack>
  );
}
