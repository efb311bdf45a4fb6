import { Button, Modal, Radio, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { ExportEnd } from './export-end.tsx';
import type { ExportWanted } from './queries.ts';
import { texts } from './texts.ts';

type Format = 'csv' | 'xlsx';

interface Props {
  readonly integrationId: string;
  /** What the list is called. */
  readonly title: string;
  readonly contentOf: (format: Format) => ExportWanted;
}

/** A button that takes a list out as one file, as it stands. */
export function TableExport({ integrationId, title, contentOf }: Props) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [format, setFormat] = useState<Format>('csv');
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
        {texts.open}
      </Button>
      <Modal opened={isOpen} onClose={close} title={texts.title(title)} lockScroll={false}>
        <Stack gap="md">
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
          <ExportEnd integrationId={integrationId} content={contentOf(format)} />
        </Stack>
      </Modal>
    </>
  );
}
