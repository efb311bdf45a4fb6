import type { Change, Doubt } from '../../target.ts';
import { sectionGroups } from '../source/gradebook-calls.ts';
import { flagOf, integerOf } from '../translate/wire-values.ts';
import { sectionsOf } from './assignment-body.ts';
import { lineItemKeysOf, sectionOf, teacherOf } from './change-keys.ts';
import { conflictRefusal } from './conflicts.ts';
import type { Refusal } from './refusals.ts';
import { assignmentsByKey, itemIn } from './score-items.ts';
import { readFirst, type TargetTools } from './target-tools.ts';

type Note = (change: Change, refusal: Refusal) => void;

/**
 * What PowerSchool would refuse for how it stands now, found by reading: a teacher who does not teach the class (E14), a gradebook that is locked, a
 * letter that is not in the class's grade scale. What cannot be read is left to the write itself.
 */
export async function examineChanges(
  tools: TargetTools,
  changes: readonly Change[],
): Promise<ReadonlyMap<string, Doubt>> {
  const doubts = new Map<string, Doubt>();
  const note: Note = ({ id }, { code, reason, fix }) => void doubts.set(id, { code, message: reason, fix });
  for (const [teacher, own] of Map.groupBy(changes, teacherOf)) {
    if (teacher === null) continue;
    const isNew = Map.groupBy(own, (change) => lineItemKeysOf(change) === null);
    await examineNew(tools, teacher, isNew.get(true) ?? [], note);
    await examineStanding(tools, teacher, isNew.get(false) ?? [], note);
  }
  return doubts;
}

/** New line items: whether the teacher may be asked in the name of at all, section by section where one of them is refused. */
async function examineNew(tools: TargetTools, teacher: number, changes: readonly Change[], note: Note): Promise<void> {
  const bySection = Map.groupBy(
    changes.filter(({ entity }) => entity === 'lineItem'),
    sectionOf,
  );
  const sections = [...bySection.keys()].filter((section) => section !== null);
  for (const group of sectionGroups(sections)) {
    const refusal = await refusalFor(tools, teacher, group);
    if (refusal === null) continue;
    for (const section of group) {
      const own = group.length === 1 ? refusal : await refusalFor(tools, teacher, [section]);
      if (own?.code === 'gradebook.notTeacher') for (const change of bySection.get(section) ?? []) note(change, own);
    }
  }
}

async function refusalFor(
  { api, signal }: TargetTools,
  teacher: number,
  sections: readonly number[],
): Promise<Refusal | null> {
  const params = { users_dcid: String(teacher), section_ids: sections.join(',') };
  const read = await readFirst(() => api.xte('/ws/xte/section/assignment/', params, signal));
  return 'refusal' in read ? read.refusal : null;
}

async function examineStanding(
  tools: TargetTools,
  teacher: number,
  changes: readonly Change[],
  note: Note,
): Promise<void> {
  const placed = changes.flatMap((change) => {
    const keys = lineItemKeysOf(change);
    return keys === null ? [] : [{ change, ...keys }];
  });
  if (placed.length === 0) return;
  const wanted = placed.map(({ change, key }) => ({ key, section: sectionOf(change) }));
  const assignments = await assignmentsByKey(tools, teacher, wanted);
  if ('code' in assignments) {
    if (assignments.code === 'gradebook.notTeacher') for (const { change } of placed) note(change, assignments);
    return;
  }
  const lettered: { readonly change: Change; readonly section: number }[] = [];
  for (const { change, key, subkey } of placed) {
    const assignment = assignments.get(key);
    const item = assignment === undefined ? null : itemIn(assignment, subkey);
    if (assignment === undefined || item === null) continue;
    const entries = sectionsOf(assignment);
    // A line item is written as a whole, for all the classes that it is given to.
    const touched =
      change.entity === 'lineItem'
        ? entries
        : entries.filter((entry) => integerOf(entry, 'assignmentsectionid') === subkey);
    if (touched.some((entry) => flagOf(entry, 'islocked') === 1)) note(change, locked);
    else if (setsLetter(change) && item.scoreType === 'GRADESCALE') lettered.push({ change, section: item.section });
  }
  await tools.letters.learn(
    lettered.map(({ section }) => section),
    tools.signal,
  );
  for (const { change, section } of lettered) {
    const letters = tools.letters.all(section);
    const letter = String(change.values['textScore']);
    if (letters !== null && !letters.has(letter) && letter !== change.metadata['scoreEntered'])
      note(change, unknownLetter);
  }
}

const setsLetter = ({ entity, action, changed, values }: Change): boolean =>
  entity === 'result' &&
  action !== 'delete' &&
  changed.includes('textScore') &&
  typeof values['textScore'] === 'string';

/** The same sentences as where the write itself is refused. */
const locked = conflictRefusal({ errors: [{ field: 'islocked' }] });
const unknownLetter = conflictRefusal({ errors: [{ field: 'actualscoreentered', code: 'NotInGradeScale' }] });
