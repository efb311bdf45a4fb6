import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { enrollmentKind, userKind, type Value } from '../../shared/oneroster/entity.ts';
import { namedRow, type MemoryListing } from './memory-source.ts';

/** Given and family names in every script that there is a sample of, three of each. */
export const namesInEveryScript: readonly { readonly given: string; readonly family: string }[] = parse<{
  locale: string;
  given_name: string;
  family_name: string;
}>(readFileSync(new URL('../fixtures/strings/names_a.csv', import.meta.url), 'utf8'), { columns: true })
  .filter((_, at) => at % 20 === 0)
  .map(({ given_name, family_name }) => ({ given: given_name, family: family_name }));

const classes = 6;
const itemsPerClass = 5;
const scores: readonly Value[] = [null, 0, 7.5, 10, 88, 88, 100];

/** A small district with every kind of value: blanks, equal values, every script, people of one name. */
export function browseDistrict(): MemoryListing[] {
  const students = namesInEveryScript.map(({ given, family }, at) =>
    namedRow('user', at + 1, userKind.student, {
      ...place(at),
      role: 'student',
      givenName: given,
      familyName: family,
      middleName: at % 3 === 0 ? '' : null,
      username: `student${at}`,
      identifier: String(1000 + at),
      enabledUser: at % 5 === 0 ? 0 : 1,
      grades: at % 4 === 0 ? '[]' : `["0${at % 9}"]`,
      orgKeys: `[${schoolOf(at)}]`,
      metadata: at % 2 === 0 ? `{"stateId":"S${at % 7}","isNew":${at % 3 === 0}}` : null,
    }),
  );
  const teachers = [0, 1, 2].map((at) =>
    namedRow('user', at + 1, userKind.staff, {
      ...place(at),
      role: 'teacher',
      givenName: 'Ana',
      familyName: `Łuc${at}`,
    }),
  );
  const count = students.length;
  return [
    {
      entity: 'org',
      rows: [10, 20].map((key) =>
        namedRow('org', key, 0, { name: `Zoë ${key}`, type: 'school', identifier: String(key) }),
      ),
    },
    { entity: 'user', rows: [...students, ...teachers] },
    { entity: 'course', rows: [namedRow('course', 1, 0, { ...place(0), title: 'Árt', courseCode: 'A1' })] },
    {
      entity: 'class',
      rows: range(classes).map((at) =>
        namedRow('class', at + 1, 0, {
          ...place(at),
          schoolYear: 2027,
          title: `Class ${at % 3}`,
          classCode: `C${at}`,
          courseKey: at === 0 ? null : 1,
        }),
      ),
    },
    {
      entity: 'enrollment',
      rows: range(count).map((at) =>
        namedRow('enrollment', at + 1, enrollmentKind.student, {
          ...place(at),
          userKey: at + 1,
          userKind: userKind.student,
          classKey: (at % classes) + 1,
          role: 'student',
          beginDate: at % 3 === 0 ? null : `2026-09-0${(at % 8) + 1}`,
        }),
      ),
    },
    {
      entity: 'category',
      rows: range(classes * 2).map((at) =>
        namedRow('category', (at % 2) + 7, Math.floor(at / 2) + 1, {
          ...place(at),
          title: at % 2 === 0 ? 'Homework' : 'Quizzes',
          weight: at % 4 === 0 ? null : at,
          ownerKey: (at % 3) + 1,
          metadata: `{"categoryId":"${(at % 2) + 7}","userDcid":"${(at % 3) + 1}"}`,
        }),
      ),
    },
    {
      entity: 'lineItem',
      rows: range(classes * itemsPerClass).map((at) =>
        namedRow('lineItem', at + 1, 500 + at, {
          ...place(at),
          title: `Quiz ${at % itemsPerClass}`,
          description: at % 2 === 0 ? null : 'Ünit <b>1</b>',
          dueDate: `2026-10-${10 + (at % 9)}`,
          resultValueMax: 10 * (at % 3),
          classKey: Math.floor(at / itemsPerClass) + 1,
          categoryKey: at % 5 === 0 ? null : 7,
          scoreType: at % 3 === 0 ? 'GRADESCALE' : 'POINTS',
        }),
      ),
    },
    {
      entity: 'result',
      rows: range(400)
        .map((at) => {
          const item = (at * 7) % (classes * itemsPerClass);
          return namedRow('result', item + 1, (at % count) + 1, {
            ...place(at),
            schoolYear: 2027,
            lineItemSubkey: 500 + item,
            classKey: Math.floor(item / itemsPerClass) + 1,
            scoreStatus: at % 6 === 0 ? 'exempt' : 'fully graded',
            score: scores[at % scores.length] ?? null,
            textScore: at % 9 === 0 ? 'É+' : null,
            scoreDate: at % 4 === 0 ? null : `2026-10-${10 + (at % 15)}`,
            late: at % 3 === 0 ? 1 : 0,
            percent: at % 5 === 0 ? null : at % 50,
          });
        })
        .filter(
          (row, at, all) =>
            all.findIndex(
              (one) => one['sourceKey'] === row['sourceKey'] && one['sourceSubkey'] === row['sourceSubkey'],
            ) === at,
        ),
    },
  ];
}

const range = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const schoolOf = (at: number): number => (at % 2 === 0 ? 10 : 20);
const place = (at: number) => ({ schoolKey: schoolOf(at), schoolYear: 0 });
