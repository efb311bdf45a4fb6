import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { enrollmentKind, userKind, type EntityType, type Value } from '../../shared/oneroster/entity.ts';
import { transitColumns } from '../../shared/oneroster/shapes.ts';
import { personName } from '../../electron/sandbox/district/names.ts';
import { seededRandom } from '../../electron/sandbox/district/random.ts';
import { completeIndex } from '../../electron/store/browse/search-index.ts';
import { openForWriting } from '../../electron/store/open.ts';
import { columnList, indexesOf, quote } from '../../electron/store/sql.ts';

const schools = 20;
const studentsPerClass = 25;
const itemsPerClass = 40;

/** How large a copy with so many results is. */
export interface CopySize {
  readonly results: number;
  readonly classes: number;
  readonly students: number;
  readonly lineItems: number;
}

export function sizeOf(rows: number): CopySize {
  const classes = Math.max(1, Math.ceil(rows / (studentsPerClass * itemsPerClass)));
  return {
    results: classes * studentsPerClass * itemsPerClass,
    classes,
    students: Math.max(2000, Math.ceil(rows / 50)),
    lineItems: classes * itemsPerClass,
  };
}

const lineItemKey = (klass: number, item: number): number => klass * itemsPerClass + item + 1;
const classKey = (klass: number): number => klass + 1;

/** A local copy with so many results, written straight into the store as a first load leaves it. Nothing is done where the file is there. */
export function buildCopy(file: string, rows: number): CopySize {
  const size = sizeOf(rows);
  if (existsSync(file)) return size;
  const db = openForWriting(file);
  db.pragma('synchronous = OFF');
  db.prepare(
    `INSERT INTO run (runId, status, dryRun, fullPull, startedAt, finishedAt, settings, sourceTime)
     VALUES ('bench-1', 'succeeded', 0, 1, ?, ?, '', 0)`,
  ).run(Date.UTC(2026, 10, 24), Date.UTC(2026, 10, 24, 1));
  const random = seededRandom(1);
  fill(db, 'org', schools, (at) => [at + 1, 0, at + 1, 0, { name: `School ${at + 1}`, type: 'school' }]);
  fill(db, 'user', size.students, (at) => {
    const name = at % 4 === 0 ? personName(random) : inventedName(at);
    const school = (at % schools) + 1;
    return [
      at + 1,
      userKind.student,
      school,
      0,
      {
        role: 'student',
        givenName: name.first,
        familyName: name.last,
        username: `student${at + 1}`,
        identifier: String(100_000 + at),
        enabledUser: 1,
        grades: '["09"]',
        orgKeys: `[${school}]`,
      },
    ];
  });
  fill(db, 'class', size.classes, (at) => [
    classKey(at),
    0,
    (at % schools) + 1,
    2027,
    { title: `Course ${at % 300} (${at})`, classCode: `C${at}`, classType: 'scheduled' },
  ]);
  fill(db, 'category', size.classes * 4, (at) => [
    (at % 4) + 1,
    classKey(Math.floor(at / 4)),
    (Math.floor(at / 4) % schools) + 1,
    2027,
    {
      title: ['Homework', 'Quizzes', 'Tests', 'Projects'][at % 4] ?? '',
      weight: 25,
      metadata: `{"categoryId":"${(at % 4) + 1}"}`,
    },
  ]);
  fill(db, 'enrollment', size.classes * studentsPerClass, (at) => {
    const klass = Math.floor(at / studentsPerClass);
    return [
      at + 1,
      enrollmentKind.student,
      (klass % schools) + 1,
      2027,
      {
        userKey: studentOf(klass, at % studentsPerClass, size),
        userKind: userKind.student,
        classKey: classKey(klass),
        role: 'student',
      },
    ];
  });
  fill(db, 'lineItem', size.lineItems, (at) => {
    const klass = Math.floor(at / itemsPerClass);
    const item = at % itemsPerClass;
    return [
      lineItemKey(klass, item),
      classKey(klass),
      (klass % schools) + 1,
      2027,
      {
        title: `${['Homework', 'Quiz', 'Test', 'Project'][item % 4]} ${item}`,
        dueDate: dayOf(item * 4),
        resultValueMax: 100,
        classKey: classKey(klass),
        categoryKey: (item % 4) + 1,
        scoreType: 'POINTS',
      },
    ];
  });
  fill(db, 'result', size.results, (at) => resultRow(at, size));
  completeIndex(db);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return size;
}

const syllables = [
  'an',
  'ber',
  'cal',
  'dor',
  'el',
  'fis',
  'gar',
  'hol',
  'in',
  'jor',
  'kel',
  'lan',
  'mor',
  'nel',
  'os',
  'per',
  'quin',
  'ros',
  'son',
  'ter',
];

/** So many different names as a large district has. */
function inventedName(at: number): { readonly first: string; readonly last: string } {
  const syllable = (shift: number): string =>
    syllables[(Math.imul(at + 1, 2_654_435_761) >>> shift) % syllables.length] ?? '';
  return { first: syllable(3) + syllable(7), last: syllable(11) + syllable(15) + syllable(19) };
}

const studentOf = (klass: number, seat: number, { students }: CopySize): number =>
  ((klass * 7 + seat * 131) % students) + 1;
const dayOf = (day: number): string => new Date(Date.UTC(2026, 7, 20) + day * 86_400_000).toISOString().slice(0, 10);

type RowOf = readonly [
  key: number,
  subkey: number,
  school: number,
  year: number,
  values: Readonly<Record<string, Value>>,
];

/** The result at a place; the same whenever it is asked for. */
export function resultRow(at: number, size: CopySize): RowOf {
  const perClass = studentsPerClass * itemsPerClass;
  const klass = Math.floor(at / perClass);
  const item = Math.floor((at % perClass) / studentsPerClass);
  const student = studentOf(klass, at % studentsPerClass, size);
  // A number that looks thrown, from the place alone.
  const dice = (Math.imul(at + 1, 2_654_435_761) >>> 8) % 1000;
  const blank = dice < 100;
  const score = blank ? null : 40 + (dice % 61);
  return [
    lineItemKey(klass, item),
    student,
    (klass % schools) + 1,
    2027,
    {
      lineItemSubkey: classKey(klass),
      classKey: classKey(klass),
      scoreStatus: blank ? 'not submitted' : 'fully graded',
      score,
      scoreDate: blank ? null : dayOf(item * 4 + (dice % 3)),
      late: dice % 20 === 0 ? 1 : 0,
      missing: blank && dice < 40 ? 1 : 0,
      incomplete: 0,
      exempt: 0,
      collected: 0,
      absent: dice === 999 ? 1 : 0,
      percent: score,
      entered: score === null ? null : String(score),
    },
  ];
}

/** Inserts rows as a first load does: the indexes are built over them. */
function fill(db: Database.Database, entity: EntityType, count: number, rowOf: (at: number) => RowOf): void {
  const columns = transitColumns(entity);
  const indexes = indexesOf(db, entity);
  for (const { name } of indexes) db.exec(`DROP INDEX ${quote(name)}`);
  const insert = db.prepare(
    `INSERT INTO ${quote(entity)} (${columnList(columns)}, dateLastModified, createdRun, changedRun)
     VALUES (${columns.map(() => '?').join(', ')}, ${Date.UTC(2026, 10, 24)}, 1, 1)`,
  );
  db.exec('BEGIN');
  for (let at = 0; at < count; at++) {
    insert.run(layOut(columns, rowOf(at)));
    if (at % 100_000 === 99_999) db.exec('COMMIT; BEGIN');
  }
  db.exec('COMMIT');
  for (const { sql } of indexes) db.exec(sql);
}

/** The cells of a row as they travel; the hash is one that no other row of the place has. */
export function layOut(columns: readonly string[], [key, subkey, school, year, values]: RowOf, hash = 1): Value[] {
  return columns.map((column, place) => {
    if (place < 4) return [key, subkey, school, year][place] ?? null;
    return column === 'hash' ? hash : (values[column] ?? null);
  });
}
