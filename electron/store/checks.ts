import type { Database } from 'better-sqlite3';
import type { EntityType } from '../../shared/oneroster/entity.ts';

interface Check {
  readonly code: string;
  readonly entity: EntityType;
  /** The entities whose change can change the outcome. */
  readonly reads: readonly EntityType[];
  readonly severity: 'warning' | 'error';
  readonly message: string;
  readonly fix: string;
  /** The rows at fault: everything after FROM, the entity's table under the name `r`. Removed rows are left out. */
  readonly from: string;
}

/** What no row shows alone. Each is one set-based query over the local copy. */
export const checks: readonly Check[] = [
  {
    code: 'result.notEnrolled',
    entity: 'result',
    reads: ['result', 'enrollment'],
    severity: 'error',
    message: 'This score belongs to a student who is not and was not enrolled in the section.',
    fix: 'In PowerSchool, enroll the student in the section or remove the score.',
    from: `result AS r WHERE NOT EXISTS (
      SELECT 1 FROM enrollment AS e WHERE e.classKey = r.classKey AND e.userKey = r.sourceSubkey AND e.userKind = 1
        AND e.removedRun IS NULL)`,
  },
  {
    code: 'result.lineItemUnknown',
    entity: 'result',
    reads: ['result', 'lineItem'],
    severity: 'error',
    message: 'This score belongs to an assignment that PowerSchool did not list for the section.',
    fix: 'Check that the section has a teacher who may see the assignment, then sync again.',
    from: `result AS r WHERE NOT EXISTS (
      SELECT 1 FROM lineItem AS i WHERE i.sourceKey = r.sourceKey AND i.sourceSubkey = r.lineItemSubkey AND i.removedRun IS NULL)`,
  },
  {
    code: 'lineItem.categoryUnknown',
    entity: 'lineItem',
    reads: ['lineItem', 'category'],
    severity: 'warning',
    message: 'This assignment is in a category that PowerSchool does not list for the teacher of the section.',
    fix: 'In PowerTeacher Pro, put the assignment in one of the teacher’s own categories.',
    from: `lineItem AS r WHERE r.categoryKey IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM category AS c WHERE c.sourceKey = r.categoryKey AND c.sourceSubkey = r.classKey AND c.removedRun IS NULL)`,
  },
  {
    code: 'enrollment.userUnknown',
    entity: 'enrollment',
    reads: ['enrollment', 'user'],
    severity: 'error',
    message: 'This enrollment is of a person who is not in the listing of students and staff.',
    fix: 'Check that the person is active in PowerSchool at this school, then sync again.',
    from: `enrollment AS r WHERE NOT EXISTS (
      SELECT 1 FROM user AS u WHERE u.sourceKey = r.userKey AND u.sourceSubkey = r.userKind AND u.removedRun IS NULL)`,
  },
  {
    code: 'enrollment.classUnknown',
    entity: 'enrollment',
    reads: ['enrollment', 'class'],
    severity: 'error',
    message: 'This enrollment is in a section that PowerSchool did not list for the school.',
    fix: 'Check in PowerSchool that the section exists in this school year, then sync again.',
    from: `enrollment AS r WHERE NOT EXISTS (
      SELECT 1 FROM class AS c WHERE c.sourceKey = r.classKey AND c.removedRun IS NULL)`,
  },
];

/** Runs the checks that a change of these entities can have an effect on, and replaces what they said before. */
export function runChecks(db: Database, run: number, changed: ReadonlySet<EntityType>): void {
  for (const check of checks) {
    if (!check.reads.some((entity) => changed.has(entity))) continue;
    db.prepare("DELETE FROM issue WHERE origin = 'check' AND code = ?").run(check.code);
    db.prepare(
      `INSERT INTO issue (origin, entity, sourceKey, sourceSubkey, schoolKey, code, severity, message, fix, run)
       SELECT 'check', ?, r.sourceKey, r.sourceSubkey, r.schoolKey, ?, ?, ?, ?, ? FROM ${check.from} AND r.removedRun IS NULL`,
    ).run(check.entity, check.code, check.severity, check.message, check.fix, run);
  }
}
