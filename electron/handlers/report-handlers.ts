import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { ReportName, reportRequests } from '../../shared/ipc/contract/reports.ts';
import { changeProject, planProject, type ProjectPlan } from '../../shared/reports/project-plan.ts';
import type { WeekStatus } from '../../shared/reports/week.ts';
import type { Worksheet, WorksheetContent } from '../../shared/reports/worksheet.ts';
import type { Backend } from '../backend-api.ts';
import { projectRows, reportCsv, weekRows, worksheetRows } from '../reports/report-csv.ts';
import { makeWeek } from '../reports/week.ts';
import { makeWorksheet, worksheetFingerprint } from '../reports/worksheet.ts';
import type { HandlerContext } from './feature.ts';

export function reportHandlers({ backend }: HandlerContext): HandlersOf<typeof reportRequests> {
  const { reportNotes } = backend.integrations;

  function changed(integrationId: string, change: (content: WorksheetContent) => WorksheetContent): Worksheet {
    // What is unknown is said before anything is kept.
    backend.integrations.get(integrationId);
    reportNotes.changeWorksheet(integrationId, change);
    return worksheet(backend, integrationId);
  }

  return {
    'reports.worksheet': ({ integrationId }) => worksheet(backend, integrationId),
    'reports.keepCall': ({ integrationId, call }) => changed(integrationId, (content) => ({ ...content, call })),
    'reports.keepNote': ({ integrationId, entity, attribute, note }) =>
      changed(integrationId, ({ notes, ...content }) => {
        const { [attribute]: _before, ...others } = notes[entity] ?? {};
        return { ...content, notes: { ...notes, [entity]: note === '' ? others : { ...others, [attribute]: note } } };
      }),
    'reports.signOff': ({ integrationId, signer }) => {
      const fingerprint = worksheetFingerprint(backend.integrations.get(integrationId));
      const signOff = { ...signer, fingerprint, recordedAt: new Date().toISOString() };
      return changed(integrationId, (content) => ({ ...content, signOffs: [...content.signOffs, signOff] }));
    },
    'reports.project': ({ integrationId }) => project(backend, integrationId),
    'reports.keepProject': ({ integrationId, change }) => {
      backend.integrations.get(integrationId);
      reportNotes.changeProject(integrationId, (content) => changeProject(content, change));
      return project(backend, integrationId);
    },
    'reports.week': ({ integrationId, week: day }) => week(backend, integrationId, day),
    'reports.csv': async ({ integrationId, report, week: day, bom }) => {
      const made = await tables[report](backend, integrationId, day);
      return { text: reportCsv(made.rows, bom), fileName: `${made.name}.csv` };
    },
  };
}

function worksheet(backend: Backend, id: string): Worksheet {
  const integration = backend.integrations.get(id);
  return makeWorksheet(integration, backend.integrations.reportNotes.worksheet(id));
}

function project(backend: Backend, id: string): ProjectPlan {
  const { config, createdAt } = backend.integrations.get(id);
  return planProject(backend.integrations.reportNotes.project(id), config.name, createdAt.slice(0, 10));
}

const week = (backend: Backend, id: string, day: string | null): Promise<WeekStatus> =>
  makeWeek(backend, backend.integrations.get(id), day, Date.now());

interface Table {
  readonly name: string;
  readonly rows: Parameters<typeof reportCsv>[0];
}

const tables: Readonly<
  Record<ReportName, (backend: Backend, id: string, day: string | null) => Table | Promise<Table>>
> = {
  worksheet: (backend, id) => ({ name: `data-mapping-${id}`, rows: worksheetRows(worksheet(backend, id)) }),
  project: (backend, id) => ({ name: `project-plan-${id}`, rows: projectRows(project(backend, id)) }),
  async week(backend, id, day) {
    const made = await week(backend, id, day);
    return { name: `week-${made.from}-${id}`, rows: weekRows(made) };
  },
};
