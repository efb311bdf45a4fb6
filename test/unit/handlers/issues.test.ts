import { describe, expect, it } from 'vitest';
import { groupIssues } from '../../../electron/handlers/issues.ts';
import type { StoredIssue } from '../../../electron/store/reader-api.ts';

const issue = (change: Partial<StoredIssue>): StoredIssue => ({
  entity: 'lineItem',
  sourcedId: 'lineItem-1',
  partner: null,
  powerSchoolId: '1#2',
  school: 'Springfield High School',
  code: 'lineItem.titleTooLong',
  severity: 'warning',
  message: 'The name has 51 characters.',
  fix: 'Shorten it.',
  runId: 'run-1',
  ...change,
});

describe('issues by cause', () => {
  it('puts the commonest cause first, and of equally common ones the errors', () => {
    const groups = groupIssues([
      issue({}),
      issue({ entity: 'result', code: 'result.outOfRange', severity: 'error' }),
      issue({ code: 'lineItem.noCategory' }),
      issue({ code: 'lineItem.noCategory', sourcedId: 'lineItem-2' }),
    ]);
    expect(groups.map(({ code, count }) => [code, count])).toEqual([
      ['lineItem.noCategory', 2],
      ['result.outOfRange', 1],
      ['lineItem.titleTooLong', 1],
    ]);
  });

  it('keeps a few examples and counts all', () => {
    const [group] = groupIssues(Array.from({ length: 300 }, (_, n) => issue({ sourcedId: `lineItem-${n}` })));
    expect(group?.count).toBe(300);
    expect(group?.examples).toHaveLength(20);
    expect(group?.examples[0]).toEqual({
      sourcedId: 'lineItem-0',
      partner: null,
      powerSchoolId: '1#2',
      school: 'Springfield High School',
      message: 'The name has 51 characters.',
    });
  });

  it('makes no group of no issues', () => {
    expect(groupIssues([])).toEqual([]);
  });
});
