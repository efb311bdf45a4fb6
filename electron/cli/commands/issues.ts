import type { EntityType } from '../../../shared/oneroster/entity.ts';
import type { StoredIssue } from '../../store/reader-api.ts';
import type { CommandContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { withBackend } from '../with-backend.ts';

const everything = 1_000_000;
const shownPerCause = 20;

export async function issues(context: CommandContext, id: string, options: { entity?: EntityType }): Promise<ExitCode> {
  const found = await withBackend(context, async (backend) =>
    (await backend.reader(id)).issues({ ...options, limit: everything }),
  );
  await context.output.answer({ issues: found, total: found.length }, () => describeIssues(found));
  return exitCodes.done;
}

/** Grouped by cause: one sentence and one fix for all the records that have it. */
function describeIssues(found: readonly StoredIssue[]): string {
  if (found.length === 0) return 'No record has an issue.';
  const causes = Map.groupBy(found, (issue) => `${issue.entity} ${issue.code}`);
  return [...causes.values()].map(describeCause).join('\n');
}

function describeCause(group: readonly StoredIssue[]): string {
  const [first] = group;
  if (first === undefined) return '';
  const rows = group.slice(0, shownPerCause).map((issue) => [issue.powerSchoolId, issue.school, issue.message]);
  const more = group.length - rows.length;
  return [
    `${first.severity === 'error' ? 'Error' : 'Warning'}: ${first.entity}, ${group.length} × ${first.code}`,
    `What to do: ${first.fix}`,
    formatTable(['PowerSchool ID', 'school', 'problem'], rows) + (more > 0 ? `… and ${more} more (see --json)\n` : ''),
  ].join('\n');
}
