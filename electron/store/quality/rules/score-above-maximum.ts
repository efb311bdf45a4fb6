import type { QualityRule } from '../rule.ts';

/** Above the points possible; what is within the extra credit is allowed, and not listed. */
export const scoreAboveMaximum: QualityRule = {
  id: 'result.aboveMaximum',
  entity: 'result',
  severity: 'warning',
  title: 'Scores above the maximum',
  sentence: 'More points than the line item has, its extra credit included.',
  fix: 'Correct the score, or allow extra credit on the line item, in PowerTeacher Pro.',
  reads: ['result', 'lineItem'],
  query: `SELECT r.sourceKey, r.sourceSubkey, r.schoolKey FROM lineItem AS i
      CROSS JOIN result AS r ON r.sourceKey = i.sourceKey AND r.lineItemSubkey = i.sourceSubkey
    WHERE i.removedRun IS NULL AND r.removedRun IS NULL AND i.resultValueMax IS NOT NULL
      AND r.score > i.resultValueMax + coalesce(json_extract(i.metadata, '$.extraCreditPoints'), 0)`,
};
