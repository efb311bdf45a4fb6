import { issueSeverities, type IssueGroup } from '../../../shared/ipc/contract/issues.ts';
import { isEntityType, type EntityType } from '../../../shared/oneroster/entity.ts';

/** Which issues are shown; kept in the address. */
export interface IssueState {
  readonly severity: IssueGroup['severity'] | null;
  readonly entity: EntityType | null;
  readonly schoolKey: number | null;
  readonly text: string;
  readonly runId: string | null;
}

export const noFilter: IssueState = { severity: null, entity: null, schoolKey: null, text: '', runId: null };

/** What of an address cannot be read is as if it were not there. */
export function readState(query: Readonly<Record<string, string>> = {}): IssueState {
  const { entity = '', school = '', text = '', run } = query;
  return {
    severity: issueSeverities.find((one) => one === query['severity']) ?? null,
    entity: isEntityType(entity) ? entity : null,
    schoolKey: /^\d{1,15}$/.test(school) ? Number(school) : null,
    text: text.slice(0, 200),
    runId: run === undefined || run === '' ? null : run.slice(0, 100),
  };
}

export function writeState({ severity, entity, schoolKey, text, runId }: IssueState): Readonly<Record<string, string>> {
  return {
    ...(severity === null ? {} : { severity }),
    ...(entity === null ? {} : { entity }),
    ...(schoolKey === null ? {} : { school: String(schoolKey) }),
    ...(text === '' ? {} : { text }),
    ...(runId === null ? {} : { run: runId }),
  };
}
