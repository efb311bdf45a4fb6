import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPowerSchoolApi } from '../../../../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { openPowerSchoolSource } from '../../../../../electron/connectors/powerschool/source/open-powerschool-source.ts';
import { rowsFound, type FoundRow } from '../../../../../electron/connectors/powerschool/target/found-rows.ts';
import { openPowerSchoolTarget } from '../../../../../electron/connectors/powerschool/target/open-powerschool-target.ts';
import type { Change, PushOutcome, Target } from '../../../../../electron/connectors/target.ts';
import type { Source } from '../../../../../electron/connectors/connector.ts';
import { exchangedAttributes, type ExchangedEntity } from '../../../../../shared/exchange/exchanged.ts';
import { advancedSchema } from '../../../../../shared/integration/config.ts';
import { transitColumns } from '../../../../../shared/oneroster/shapes.ts';
import { writableAttributes } from '../../../../../shared/powerschool/writable.ts';
import { openDistrict, type OpenDistrict } from '../../../../support/sandbox/open-district.ts';

const signal = new AbortController().signal;
let district: OpenDistrict;
let source: Source;
let target: Target;
const pulled: Record<ExchangedEntity, Change[]> = { category: [], lineItem: [], result: [] };

/** Everything that a pull tells, as changes that would leave it as it is. */
beforeAll(async () => {
  district = await openDistrict({ seed: 3, students: 60, scoresPerStudent: 30 }, undefined, true);
  const options = {
    url: district.url,
    clientId: district.clientId,
    clientSecret: district.clientSecret,
    ca: null,
    environment: 'test',
    requestTimeoutMs: 60_000,
    minimumIntervalMs: 0,
    pageSize: 0,
    maxRequestsInFlight: 1,
  } as const;
  const advanced = advancedSchema.parse(undefined);
  const config = { schools: 'all', schoolYear: 'current', gradeSync: true, advanced } as const;
  source = openPowerSchoolSource({ api: openPowerSchoolApi(options), config, clock: () => new Date() });
  const { schoolYear, scopes } = await source.describe(signal);
  target = openPowerSchoolTarget({ api: openPowerSchoolApi(options), schoolYear });
  const classes = new Map<number, { readonly teacher: number | null; readonly session: number | null }>();
  for (const scope of scopes) {
    const { entity } = scope;
    if (entity === 'class') for (const row of teachersOf()) classes.set(row.section, row);
    if (!isExchanged(entity)) continue;
    for await (const page of source.pull(scope, null, signal)) {
      if (page.kind === 'end') continue;
      const width = transitColumns(entity).length;
      const rows = rowsFound(entity, (builder) => {
        for (let at = 0; at < page.count * width; at += width) {
          const [key = 0, subkey = 0, schoolKey = 0, year = 0, ...cells] = page.values.slice(at, at + width - 1);
          builder.add(Number(key), Number(subkey), Number(schoolKey), Number(year), cells);
        }
      });
      pulled[entity].push(...rows.flatMap((row) => changeOf(entity, row, classes)));
    }
  }
}, 60_000);
afterAll(async () => {
  await source.close();
  await target.close();
  await district.close();
});

const isExchanged = (entity: string): entity is ExchangedEntity => entity in exchangedAttributes;

const teachersOf = () =>
  district.db
    .prepare<[], { section: number; teacher: number; session: number }>(
      `SELECT SECTIONS.DCID AS section, SCHOOLSTAFF.USERS_DCID AS teacher, TERMS.DCID AS session FROM SECTIONS
         JOIN SCHOOLSTAFF ON SCHOOLSTAFF.ID = SECTIONS.TEACHER
         JOIN TERMS ON TERMS.ID = SECTIONS.TERMID AND TERMS.SCHOOLID = SECTIONS.SCHOOLID`,
    )
    .all();

function changeOf(
  entity: ExchangedEntity,
  { key, subkey, sourcedId, values, cell }: FoundRow,
  classes: ReadonlyMap<number, { readonly teacher: number | null; readonly session: number | null }>,
): readonly Change[] {
  const section = entity === 'category' ? subkey : Number(cell('classKey'));
  const klass = classes.get(section);
  if (klass === undefined) return [];
  return [
    {
      id: sourcedId,
      entity,
      action: 'update',
      sourcedId,
      references: {
        class: `class-${section}`,
        teacher: `user-${klass.teacher}`,
        academicSession: `academicSession-${klass.session}`,
        ...(entity === 'result'
          ? { lineItem: `lineItem-${key}-${Number(cell('lineItemSubkey'))}`, student: `user-${subkey}-1` }
          : {}),
      },
      values,
      changed: entity === 'result' ? ['late'] : writableAttributes[entity].filter((name) => values[name] !== null),
      metadata: {},
    },
  ];
}

/** Who has left the class keeps the scores, and gets no new ones. */
const isOfDropped = ({ entity, references }: Change): boolean =>
  entity === 'result' &&
  district.db
    .prepare<[number, number]>(
      `SELECT 1 FROM CC JOIN STUDENTS ON STUDENTS.ID = CC.STUDENTID JOIN SECTIONS ON SECTIONS.ID = CC.SECTIONID
       WHERE STUDENTS.DCID = ? AND SECTIONS.DCID = ?`,
    )
    .get(numberIn(references.student), numberIn(references.class)) === undefined;

const numberIn = (sourcedId: string | undefined): number => Number(/\d+/.exec(sourcedId ?? '')?.[0]);

describe.each(['category', 'lineItem', 'result'] as const)('PowerSchool target, on a district: %s', (entity) => {
  it('finds every record by looking as a pull tells it', async () => {
    const changes = pulled[entity];
    expect(changes.length).toBeGreaterThan(10);
    const looked = await target.look(changes, signal);
    for (const { id, sourcedId, values } of changes) expect(looked.get(id)).toEqual({ sourcedId, values });
  }, 60_000);

  it('leaves everything as it is by writing what stands there', async () => {
    const before = district.server.snapshot();
    const outcomes: PushOutcome[] = [];
    await target.push(pulled[entity], signal, (outcome) => void outcomes.push(outcome));
    const refused = outcomes.filter((outcome) => outcome.outcome !== 'applied');
    expect(new Map(refused.map(({ id, ...outcome }) => [id, 'code' in outcome && outcome.code]))).toEqual(
      new Map(pulled[entity].filter(isOfDropped).map(({ id }) => [id, 'result.notAssigned'])),
    );
    expect(outcomes).toHaveLength(pulled[entity].length);
    expect(district.server.snapshot()).toBe(before);
    const effects = district.server.writeLog.flatMap(({ rows }) => rows).filter(({ columns }) => columns.length > 0);
    expect(effects.filter(({ columns }) => columns.join() !== 'TEACHERMODIFIED')).toEqual([]);
  }, 120_000);
});
