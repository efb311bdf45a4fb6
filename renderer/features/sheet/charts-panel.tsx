import { CloseButton, Group, Skeleton, Stack, Title } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Sheet } from '../../../shared/gradebook/sheet.ts';
import { texts } from './texts.ts';

/** What draws charts comes only when there is one to draw. */
const Charts = lazy(async () => ({ default: (await import('./sheet-charts.tsx')).SheetCharts }));

interface Props {
  readonly sheet: Sheet;
  readonly onClose: () => void;
}

export const ChartsPanel = ({ sheet, onClose }: Props) => (
  <Stack gap="sm" h="100%" p="md" pt="sm" className="gs-average">
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <Title order={2} size="h4">
        {texts.charts}
      </Title>
      <CloseButton aria-label={texts.closeDetails} onClick={onClose} />
    </Group>
    <Suspense fallback={<Skeleton height={240} radius="md" aria-hidden />}>
      <Charts sheet={sheet} />
    </Suspense>
  </Stack>
);
