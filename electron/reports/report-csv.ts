import type { ProjectPlan } from '../../shared/reports/project-plan.ts';
import type { WeekStatus } from '../../shared/reports/week.ts';
import type { Worksheet } from '../../shared/reports/worksheet.ts';
import { byteOrderMark, csvLines, disarm } from '../store/export/csv-text.ts';

type Row = readonly (string | number | boolean | null)[];

/** One table of a report as CSV (RFC 4180). What people wrote is disarmed: no spreadsheet runs it. */
export const reportCsv = (rows: readonly Row[], bom: boolean): string =>
  `${bom ? byteOrderMark : ''}${csvLines(rows.map((row) => row.map(disarm)))}`;

/** A line per attribute, then the call, then the names under it. */
export const worksheetRows = ({ entities, call, signOffs }: Worksheet): readonly Row[] => [
  [
    'part',
    'entity',
    'attribute',
    'source',
    'transform',
    'ownMapping',
    'master',
    'doNotOverride',
    'note',
    'name',
    'role',
    'date',
  ],
  ...entities.flatMap(({ entity, rows }) =>
    rows.map((row): Row => [
      'mapping',
      entity,
      row.attribute,
      row.sources.join(' '),
      row.how,
      row.isOwn,
      row.master,
      row.protectedBy.join(' '),
      row.note,
      '',
      '',
      '',
    ]),
  ),
  ['call', '', '', '', '', '', '', '', call.questions, call.with, '', call.on],
  ...signOffs.map(({ name, role, on, isCurrent }): Row => [
    'signOff',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    isCurrent ? '' : 'the mapping was changed since',
    name,
    role,
    on,
  ]),
];

export const projectRows = ({ phases, checkIns, customer }: ProjectPlan): readonly Row[] => [
  ['part', 'name', 'from', 'to', 'usualDaysAtLeast', 'usualDaysAtMost', 'doneOn', 'note'],
  ...phases.map(({ phase, from, to, usualDays, doneOn, note }): Row => [
    'phase',
    phase,
    from,
    to,
    usualDays.least,
    usualDays.most,
    doneOn,
    note,
  ]),
  ...checkIns.map((on): Row => ['checkIn', '', on, on, '', '', '', '']),
  ['customer', customer, '', '', '', '', '', ''],
];

/** A figure a line. */
export function weekRows(week: WeekStatus): readonly Row[] {
  const { issues, conflicts, records, writes } = week;
  return [
    ['part', 'name', 'when', 'count', 'detail'],
    ...week.runs.map((run): Row => [
      'run',
      run.runId,
      run.startedAt,
      run.changed,
      [run.status, run.full ? 'full' : '', run.dryRun ? 'dry run' : '', `${run.issues} issues`]
        .filter(Boolean)
        .join(', '),
    ]),
    ...Object.entries(records).flatMap(([entity, counts]) =>
      Object.entries(counts).map(([what, count]): Row => ['records', entity, '', count, what]),
    ),
    ...Object.entries(writes).flatMap(([end, counts]) =>
      Object.entries(counts).map(([what, count]): Row => ['writes', end, '', count, what]),
    ),
    ['issues', 'open', week.to, issues.atEnd, ''],
    ['issues', 'open before', week.from, issues.before, ''],
    ...week.quality.map(({ title, severity, total }): Row => ['dataQuality', title, week.madeAt, total, severity]),
    ...(conflicts === null
      ? []
      : [
          ['conflicts', 'open', week.to, conflicts.open, ''] satisfies Row,
          ['conflicts', 'decided', '', conflicts.decided, ''] satisfies Row,
        ]),
    ...week.applied.map(({ planId, at, by, written, held }): Row => [
      'planApplied',
      planId,
      at,
      written,
      [by === null ? '' : `approved by ${by}`, held === 0 ? '' : `${held} kept back`].filter(Boolean).join(', '),
    ]),
    ...week.next.map(({ at, full }): Row => ['nextSync', full ? 'full' : 'changes', at, null, '']),
  ];
}
