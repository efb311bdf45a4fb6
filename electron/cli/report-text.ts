import { entityTypes } from '../../shared/oneroster/entity.ts';
import { partnerReadSentences } from '../../shared/integration/partner-read.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import { formatDuration } from './progress-line.ts';
import { formatTable } from './table.ts';

const sentences: Readonly<Record<RunReport['status'], string>> = {
  running: 'The run is under way.',
  succeeded: 'The run succeeded.',
  failed: 'The run failed. What it had read is kept; the next run goes on from there.',
  guarded: 'A guard stopped the run before anything was written.',
  cancelled: 'The run was cancelled. Nothing of it was written.',
  interrupted: 'The run was interrupted. The next run goes on from there.',
};

/** A run's report for people. `partner`: what the other end of a 2-Way Sync is called. */
export function describeReport(report: RunReport, partner: string | null = null): string {
  const lines = [
    report.dryRun && report.status === 'succeeded' ? 'Dry run: nothing was written.' : sentences[report.status],
  ];
  lines.push(`Run ${report.runId}, ${when(report)}, ${report.requests} requests.`, '');
  const rows = entityTypes.flatMap((entity) => {
    const counts = report.entities[entity];
    if (counts === undefined) return [];
    const { received, created, updated, unchanged, removed, skipped, failed } = counts;
    return [[entity, received, created, updated, unchanged, removed, skipped, failed]];
  });
  if (rows.length > 0) {
    const header = ['entity', 'received', 'created', 'updated', 'unchanged', 'removed', 'skipped', 'failed'];
    lines.push(formatTable(header, rows));
  }
  if (report.guard !== null) lines.push(report.guard.message, ...report.guard.trips.map(trip), report.guard.fix, '');
  if (report.error !== null)
    lines.push(report.error.message, ...(report.error.fix === undefined ? [] : [report.error.fix]), '');
  if (report.remapped !== undefined) {
    lines.push(`Read whole, for their attribute mappings have changed: ${report.remapped.join(', ')}.`, '');
  }
  lines.push(issues(report.issues));
  if (partner !== null) lines.push(...exchange(report, partner));
  return lines.join('\n');
}

/** What a 2-Way Sync wrote, and what it left to a person. */
function exchange({ writes, plan, partnerRead }: RunReport, partner: string): readonly string[] {
  if (plan == null)
    return ['Nothing was exchanged: Grade Sync is not part of this integration, or the run did not get that far.'];
  const written = ({ created, updated, deleted, failed, unconfirmed }: RunReport['writes']['partner']): string =>
    [
      `${created} created, ${updated} changed, ${deleted} removed`,
      ...(failed === 0 ? [] : [`${failed} refused`]),
      ...(unconfirmed === 0 ? [] : [`${unconfirmed} not confirmed`]),
    ].join(', ');
  return [
    ...(partnerRead === undefined ? [] : partnerReadSentences(partnerRead, (entity) => entity)),
    plan.applied
      ? `Written to PowerSchool: ${written(writes.powerschool)}. Written to ${partner}: ${written(writes.partner)}.`
      : `Planned, not written: ${plan.items} changes.`,
    ...(plan.conflicts === 0 ? [] : [`${plan.conflicts} conflicts wait for a person’s decision.`]),
    ...(plan.held === 0 ? [] : [`${plan.held} changes were kept back, refused or not confirmed.`]),
    `See every change with: plans show ${plan.planId}`,
  ];
}

function trip({
  entity,
  school,
  present,
  removed,
  reason,
  target,
}: NonNullable<RunReport['guard']>['trips'][number]): string {
  const at = target === undefined ? '' : ` at ${target === 'powerschool' ? 'PowerSchool' : 'the partner'}`;
  if (reason === 'changes') return `- ${school}: ${removed} of ${present} records of ${entity} would change${at}.`;
  if (reason === 'blanked') return `- ${school}: ${removed} scores would become blank${at}.`;
  if (reason === 'zeroed') return `- ${school}: ${removed} scores would become zero${at}.`;
  if (reason === 'average')
    return `- ${school}: the average of a class would move by ${removed} points of a hundred${at}.`;
  return reason === 'empty'
    ? `- ${school}: the listing of ${entity} is empty, ${present} records are here.`
    : `- ${school}: ${removed} of ${present} records of ${entity} would be removed.`;
}

function when({ startedAt, finishedAt }: RunReport): string {
  if (finishedAt === null) return `begun ${startedAt}`;
  return `${startedAt}, ${formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)}`;
}

function issues(count: number): string {
  if (count === 0) return 'No record has an issue.';
  return `${count} ${count === 1 ? 'record has an issue' : 'records have issues'}: see the command “issues”.`;
}
