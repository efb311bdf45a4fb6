import type { Change } from '../../electron/connectors/target.ts';
import type { Values } from '../../shared/exchange/exchanged.ts';

type Parts = Partial<Omit<Change, 'entity' | 'values'>>;

const changeOf = (entity: Change['entity'], usual: Values, values: Values, parts: Parts): Change => {
  const all = { ...usual, ...values };
  return {
    id: parts.sourcedId ?? 'change',
    entity,
    action: 'create',
    sourcedId: null,
    references: {},
    changed: Object.keys(parts.action === 'update' ? values : all),
    metadata: {},
    ...parts,
    values: all,
  };
};

/** A new category of the class `math`, or what `parts` say. */
export const categoryChange = (values: Values, parts: Parts = {}): Change =>
  changeOf('category', { title: 'Tests', weight: null }, values, {
    sourcedId: 'category-7-1',
    references: { class: 'math', teacher: 'teacher' },
    metadata: { userDcid: '5', TermID: '3600', categoryId: '7' },
    ...parts,
  });

/** A new line item of the class `math`. */
export const lineItemChange = (values: Values, parts: Parts = {}): Change =>
  changeOf(
    'lineItem',
    {
      title: 'Quiz',
      description: null,
      assignDate: '2026-10-01',
      dueDate: '2026-10-08',
      resultValueMin: 0,
      resultValueMax: 20,
      category: 'category-7-1',
      'metadata.scoreType': 'POINTS',
    },
    values,
    {
      sourcedId: 'lineItem-1-901',
      references: { class: 'math', school: 'school', academicSession: 'term' },
      ...parts,
    },
  );

/** A new score of Ann's for that line item. */
export const resultChange = (values: Values, parts: Parts = {}): Change =>
  changeOf(
    'result',
    {
      score: 12,
      textScore: null,
      scoreStatus: 'fully graded',
      scoreDate: '2026-10-09',
      comment: null,
      late: 0,
      missing: 0,
      incomplete: 0,
      'metadata.exempt': 0,
      'metadata.collected': 0,
      'metadata.absent': 0,
    },
    values,
    { sourcedId: 'result-1-ann', references: { lineItem: 'lineItem-1-901', student: 'ann', class: 'math' }, ...parts },
  );
