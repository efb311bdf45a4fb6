import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { useClient } from '../../api/client-context.ts';
import { runsQuery } from '../../api/queries.ts';
import { runPoints } from './run-figures.ts';
import { chartTexts } from './texts.ts';

/** What draws charts comes after all else has been shown. */
const Charts = lazy(async () => ({ default: (await import('./overview-charts.tsx')).OverviewCharts }));

/** Nothing until a run has ended well: before that there is nothing to draw. */
export function ChartsSection({ card }: { readonly card: HomeCard }) {
  const runs = useQuery(runsQuery(useClient(), card.integrationId));
  const points = runPoints(runs.data ?? []);
  if (points.length === 0) return null;
  return (
    <section aria-label={chartTexts.charts}>
      <Suspense fallback={<Skeleton height={240} radius="md" aria-hidden />}>
        <Charts records={card.records} points={points} />
      </Suspense>
    </section>
  );
}
