import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportName } from '../../../shared/ipc/contract/reports.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { saveCsv } from '../../components/save-file.ts';
import { texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly report: ReportName;
  readonly week: string | null;
}

/** A report to take along: on paper, as PDF, or as CSV. */
export function ReportTools({ integrationId, report, week }: Props) {
  const client = useClient();
  const [bom, setBom] = useState(false);
  const csv = useMutation({
    mutationFn: async () => {
      const { text, fileName } = await client.call('reports.csv', { integrationId, report, week, bom });
      saveCsv(fileName, [text]);
    },
  });
  return (
    <Stack gap={6} className="gs-no-print">
      <Group gap="sm">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => globalThis.print()}
        >
          {texts.print}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={csv.isPending}
          onClick={() => csv.mutate()}
        >
          {texts.csv}
        </Button>
        <Checkbox
          size="xs"
          label={texts.bom}
          title={texts.bomHint}
          checked={bom}
          onChange={({ currentTarget }) => setBom(currentTarget.checked)}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {texts.noStudents}
      </Text>
      {csv.error === null ? null : <ErrorNote error={csv.error} />}
    </Stack>
  );
}
