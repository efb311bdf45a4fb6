import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { entityTypes } from '../../../shared/oneroster/entity.ts';
import { BarFigure } from '../../components/charts/bar-figure.tsx';
import { formatMoment } from '../../components/format.ts';
import { entityWords } from '../../components/words.ts';
import type { RunPoint } from './run-figures.ts';
import { chartTexts } from './texts.ts';

interface Props {
  readonly records: HomeCard['records'];
  readonly points: readonly RunPoint[];
}

/** How large the local copy is, what the last runs changed, and how the issues have gone. */
export function OverviewCharts({ records, points }: Props) {
  return (
    <div className="gs-figures">
      <BarFigure
        title={chartTexts.records}
        note={chartTexts.recordsNote}
        groupLabel={chartTexts.entity}
        series={[{ id: 'count', label: chartTexts.count }]}
        groups={entityTypes.map((entity) => ({
          id: entity,
          label: entityWords[entity],
          values: { count: records[entity] ?? 0 },
        }))}
        isLogarithmic
        tableLabel={chartTexts.asTable}
      />
      <BarFigure
        title={chartTexts.changes}
        note={chartTexts.lastRuns(points.length)}
        groupLabel={chartTexts.run}
        series={[
          { id: 'created', label: chartTexts.created },
          { id: 'updated', label: chartTexts.updated },
          { id: 'removed', label: chartTexts.removed },
        ]}
        groups={points.map(({ runId, at, created, updated, removed }) => ({
          id: runId,
          label: formatMoment(at),
          values: { created, updated, removed },
        }))}
        isStacked
        tableLabel={chartTexts.asTable}
      />
      <BarFigure
        title={chartTexts.issues}
        note={chartTexts.issuesNote}
        groupLabel={chartTexts.run}
        series={[{ id: 'issues', label: chartTexts.openIssues }]}
        groups={points.map(({ runId, at, issues }) => ({ id: runId, label: formatMoment(at), values: { issues } }))}
        tableLabel={chartTexts.asTable}
      />
    </div>
  );
}
