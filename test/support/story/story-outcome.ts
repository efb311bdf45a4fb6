import type { Database } from 'better-sqlite3';
import type { HubRecords } from '../../../electron/sandbox/school-passport/records.ts';
import { classNamed, isCategoryOf, readHub } from './hub-lookup.ts';
import type { Gradebook, Gradebooks, Story } from './story.ts';
import type { StoryRows } from './story-rows.ts';

type Scored = readonly [
  klass: string,
  lineItem: string,
  category: string,
  student: string | null,
  score: number | null,
];

/** What PowerSchool's tables say of every class. A row that says nothing is no score. */
export function gradebooksOfPowerSchool(db: Database): Gradebooks {
  return gradebooksOf(
    db
      .prepare<[], Scored>(
        `SELECT c.COURSE_NAME, e.NAME, k.NAME, p.FIRST_NAME || ' ' || p.LAST_NAME || ' ' || p.STUDENT_NUMBER, s.SCOREPOINTS
         FROM ASSIGNMENTSECTION e JOIN SECTIONS ON SECTIONS.DCID = e.SECTIONSDCID JOIN COURSES c USING (COURSE_NUMBER)
           LEFT JOIN ASSIGNMENTCATEGORYASSOC a USING (ASSIGNMENTSECTIONID) LEFT JOIN TEACHERCATEGORY k USING (TEACHERCATEGORYID)
           LEFT JOIN ASSIGNMENTSCORE s ON s.ASSIGNMENTSECTIONID = e.ASSIGNMENTSECTIONID AND s.SCOREPOINTS IS NOT NULL
           LEFT JOIN STUDENTS p ON p.DCID = s.STUDENTSDCID
         ORDER BY 1, 2, e.ASSIGNMENTSECTIONID, 4`,
      )
      .raw()
      .all(),
  );
}

export function gradebooksOfPartner(records: HubRecords): Gradebooks {
  const titles = new Map(
    [...readHub(records, 'class'), ...readHub(records, 'category')].map((each) => [each.sourcedId, each.title ?? '']),
  );
  const names = new Map(
    readHub(records, 'user').map(({ sourcedId, givenName, familyName, identifier }) => [
      sourcedId,
      `${givenName} ${familyName} ${identifier}`,
    ]),
  );
  const results = Map.groupBy(readHub(records, 'result'), (result) => result.lineItem?.sourcedId);
  return gradebooksOf(
    readHub(records, 'lineItem')
      .flatMap((item): readonly Scored[] => {
        const klass = (titles.get(item.class?.sourcedId ?? '') ?? '?').replace(' (1)', '');
        const category = titles.get(item.category?.sourcedId ?? '') ?? '?';
        const scores = (results.get(item.sourcedId) ?? []).filter(({ score }) => score != null);
        if (scores.length === 0) return [[klass, item.title ?? '', category, null, null]];
        return scores.map(({ student, score = null }) => [klass, item.title ?? '', category, names.get(student?.sourcedId ?? '') ?? '?', score]); // prettier-ignore
      })
      .toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  );
}

/** A student's number is said where the story has two of one name. */
function gradebooksOf(rows: readonly Scored[]): Gradebooks {
  const people = new Set(rows.flatMap(([, , , student]) => student ?? []));
  const called = (student: string): string => {
    const [, name = '', number = ''] = /^(.*) (\d+)$/.exec(student) ?? [];
    const namesakes = [...people].filter((other) => other.replace(/ \d+$/, '') === name);
    return namesakes.length > 1 ? `${name} (${number})` : name;
  };
  const made: Record<string, Record<string, Record<string, number | string>>> = {};
  for (const [klass, lineItem, category, student, score] of rows) {
    const items = (made[klass] ??= {});
    const scores = (items[`${lineItem} (${category})`] ??= {});
    if (student === null || score === null) continue;
    const name = called(student);
    scores[name in scores ? `${name} #2` : name] = score;
  }
  return made satisfies Readonly<Record<string, Gradebook>>;
}

export function categoriesOfPowerSchool(db: Database): Readonly<Record<string, readonly string[]>> {
  const rows = db
    .prepare<[], { teacher: string; name: string }>(
      `SELECT u.FIRST_NAME || ' ' || u.LAST_NAME AS teacher, c.NAME AS name FROM TEACHERCATEGORY c JOIN USERS u ON u.DCID = c.USERSDCID ORDER BY 1, 2`,
    )
    .all();
  const grouped = Map.groupBy(rows, ({ teacher }) => teacher);
  return Object.fromEntries([...grouped].map(([teacher, own]) => [teacher, own.map(({ name }) => name)]));
}

/** Of each class, by what its ids say (S31). */
export function categoriesOfPartner(
  records: HubRecords,
  { classes }: Story,
  { section }: StoryRows,
): Readonly<Record<string, readonly string[]>> {
  const categories = readHub(records, 'category');
  return Object.fromEntries(
    Object.keys(classes).map((name) => {
      const own = categories.filter((category) =>
        isCategoryOf(category, classNamed(records, name).sourcedId, section(name).dcid),
      );
      return [name, own.map(({ title = '' }) => title).toSorted()];
    }),
  );
}
