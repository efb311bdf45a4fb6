import type { Database } from 'better-sqlite3';
import { projectContentSchema, type ProjectContent } from '../../shared/reports/project-plan.ts';
import { worksheetContentSchema, type WorksheetContent } from '../../shared/reports/worksheet.ts';

/** What people put on the reports of an integration. It goes with the integration. */
export interface ReportNotes {
  worksheet(integrationId: string): WorksheetContent;
  changeWorksheet(integrationId: string, change: (content: WorksheetContent) => WorksheetContent): void;
  project(integrationId: string): ProjectContent;
  changeProject(integrationId: string, change: (content: ProjectContent) => ProjectContent): void;
  forget(integrationId: string): void;
}

export function openReportNotes(db: Database, now: () => Date): ReportNotes {
  const one = db.prepare<[string, string], string>('SELECT content FROM report WHERE integrationId = ? AND report = ?');
  one.pluck();
  const put = db.prepare(
    `INSERT INTO report (integrationId, report, content, updatedAt) VALUES (?, ?, ?, ?)
     ON CONFLICT (integrationId, report) DO UPDATE SET content = excluded.content, updatedAt = excluded.updatedAt`,
  );
  const forget = db.prepare('DELETE FROM report WHERE integrationId = ?');

  const stored = (integrationId: string, report: string): unknown =>
    JSON.parse(one.get(integrationId, report) ?? '{}') as unknown;
  const worksheet = (id: string): WorksheetContent => worksheetContentSchema.parse(stored(id, 'worksheet'));
  const project = (id: string): ProjectContent => projectContentSchema.parse(stored(id, 'project'));
  // Read and written in one step: two windows may write on one sheet.
  const change = db.transaction((id: string, report: string, changed: () => unknown): void => {
    put.run(id, report, JSON.stringify(changed()), now().toISOString());
  });

  return {
    worksheet,
    changeWorksheet: (id, changed) => change.immediate(id, 'worksheet', () => changed(worksheet(id))),
    project,
    changeProject: (id, changed) => change.immediate(id, 'project', () => changed(project(id))),
    forget: (integrationId) => void forget.run(integrationId),
  };
}
