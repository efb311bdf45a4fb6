import type { IssueGroup, IssueList } from '../../shared/ipc/contract/runs.ts';
import type { Backend } from '../backend-api.ts';
import type { StoredIssue } from '../store/reader-api.ts';

const examinedAtMost = 5000;
const examplesPerGroup = 20;

/** The issues of the local copy by cause, the commonest first. */
export async function listIssues(backend: Backend, integrationId: string): Promise<IssueList> {
  const reader = await backend.reader(integrationId);
  const [total, issues] = await Promise.all([reader.issueCount(), reader.issues({ limit: examinedAtMost })]);
  return { total, examined: issues.length, groups: groupIssues(issues) };
}

/** One group per entity and code. Errors go before warnings where both are equally common. */
export function groupIssues(issues: readonly StoredIssue[]): IssueGroup[] {
  const groups = new Map<string, IssueGroup>();
  for (const { entity, code, severity, fix, sourcedId, powerSchoolId, school, message } of issues) {
    const key = `${entity} ${code}`;
    const group = groups.get(key) ?? { code, severity, entity, count: 0, fix, examples: [] };
    group.count++;
    if (group.examples.length < examplesPerGroup) group.examples.push({ sourcedId, powerSchoolId, school, message });
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.severity.localeCompare(b.severity));
}
