import { describe, expect, it } from 'vitest';
import { idsIn, proven } from '../../tools/requirements.ts';
import { requirementIds } from '../../tools/requirement-names.ts';

describe('ids in the name of a test', () => {
  it.each([
    ['refuses a long title (S4)', ['S4']],
    ['keeps them apart (S5, S6 and C12)', ['S5', 'S6', 'C12']],
    ['keeps them apart (S5 C12)', ['S5', 'C12']],
    ['writes the metadata (S9–S11, S15)', ['S9', 'S10', 'S11', 'S15']],
    ['writes the metadata (S9-11)', ['S9', 'S10', 'S11']],
    ['(S17) stops, with status 2', ['S17']],
    ['is said twice (S4) and (S4)', ['S4']],
  ])('are found (case %#)', (name, ids) => {
    expect(idsIn(name)).toEqual(ids);
  });

  it.each([
    'reads the term S1 of a school',
    'reads S2 (the second semester S2)',
    'knows nothing of (S99) or (C0)',
    'names no requirement (S4x)',
    'is empty ()',
  ])('are not found (case %#)', (name) => {
    expect(idsIn(name)).toEqual([]);
  });
});

describe('proven requirements', () => {
  it('have an entry each, in order, and count only what passed', () => {
    const entries = proven([
      { file: 'test/a.test.ts', name: 'module > counts (S4)', outcome: 'passed' },
      { file: 'test/a.test.ts', name: 'module > fails (S5)', outcome: 'failed' },
      { file: 'test/a.test.ts', name: 'module > is left out (S6)', outcome: 'skipped' },
    ]);
    expect(entries.map(({ id }) => id)).toEqual(requirementIds);
    expect(requirementIds).toHaveLength(34 + 38);
    expect(entries.filter(({ provenBy }) => provenBy.length > 0)).toEqual([
      { id: 'S4', provenBy: ['test/a.test.ts > module > counts (S4)'] },
    ]);
  });
});
