import { Button, Modal, Radio, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { ExportEnd } from '../export/export-end.tsx';
import { texts as exportTexts } from '../export/texts.ts';
import type { CompareState } from './address.ts';
import type { Compared } from './queries.ts';

interface Props {
  readonly compared: Compared;
  readonly list: NonNullable<CompareState['list']>;
  /** What the list is called. */
  readonly title: string;
}

/** Takes the records behind one figure out as a file. */
export function DifferenceExport({ compared: { integrationId, ...compared }, list, title }: Props) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [format, setFormat] = useState<'csv' | 'xlsx'>('csv');
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
        {exportTexts.open}
      </Button>
      <Modal opened={isOpen} onClose={close} title={exportTexts.title(title)} lockScroll={false}>
        <Stack gap="md">
          <Radio.Group
            label={exportTexts.format}
            value={format}
            onChange={(value) => setFormat(value === 'xlsx' ? 'xlsx' : 'csv')}
          >
            <Stack gap={6} mt={6}>
              <Radio value="csv" label={exportTexts.formats.csv} />
              <Radio value="xlsx" label={exportTexts.formats.xlsx} />
            </Stack>
          </Radio.Group>
          <ExportEnd
            integrationId={integrationId}
            content={{ kind: 'comparison', wanted: { ...compared, ...list }, format }}
          />
        </Stack>
      </Modal>
    </>
  );
}
