import type { Database } from 'better-sqlite3';
import { openPowerSchoolApi } from '../../electron/connectors/powerschool/api/open-powerschool-api.ts';
import { openPowerSchoolTarget } from '../../electron/connectors/powerschool/target/open-powerschool-target.ts';
import type { Change, Found, PushOutcome, Target } from '../../electron/connectors/target.ts';
import type { PowerSchoolServer } from '../../electron/sandbox/powerschool/server.ts';
import { startPowerSchool } from '../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import type { Values } from '../../shared/exchange/exchanged.ts';
import { fakeClock, type FakeClock } from './fake-clock.ts';
import { cast, openXteRows } from './sandbox/xte-desk.ts';

/** PowerSchool's writing side at a simulated server with the small district of the XTE desk. */
export interface TargetDesk {
  readonly db: Database;
  readonly server: PowerSchoolServer;
  readonly target: Target;
  /** The client's: it stands still but for waiting. */
  readonly clock: FakeClock;
  /** Pushes and gives the outcomes by the change's id. */
  push(...changes: readonly Change[]): Promise<Readonly<Record<string, PushOutcome>>>;
  /** How the record of a change stands. */
  lookAt(change: Change): Promise<Found | null>;
  /** Paths of the writes that the server was sent, with their method. */
  writes(): readonly string[];
  close(): Promise<void>;
}

export interface TargetDeskOptions {
  readonly batchSize?: number;
  readonly plugin?: Uint8Array;
}

export async function openTargetDesk({ batchSize, plugin }: TargetDeskOptions = {}): Promise<TargetDesk> {
  const db = openXteRows();
  const server = await startPowerSchool({ database: db, now: () => new Date('2026-11-24T15:00:00Z') });
  const bytes = plugin ?? (await buildPlugin({ gradeSync: true, writes: true, changeColumns: true }));
  const { id } = await server.installPlugin(bytes);
  const { clientId, clientSecret } = server.setEnabled(id, true);
  const clock = fakeClock();
  const api = openPowerSchoolApi({
    url: server.url,
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    ca: null,
    environment: 'test',
    requestTimeoutMs: 2000,
    minimumIntervalMs: 0,
    pageSize: 0,
    maxRequestsInFlight: 1,
    clock,
    random: () => 0,
  });
  const target = openPowerSchoolTarget({ api, schoolYear: 2027, ...(batchSize === undefined ? {} : { batchSize }) });
  const signal = new AbortController().signal;
  return {
    db,
    server,
    target,
    clock,
    async push(...changes) {
      const outcomes: Record<string, PushOutcome> = {};
      await target.push(changes, signal, (outcome) => {
        outcomes[outcome.id] = outcome;
      });
      return outcomes;
    },
    lookAt: async (change) => (await target.look([change], signal)).get(change.id) ?? null,
    writes: () =>
      server.requestLog
        .filter(({ method, path }) => method !== 'GET' && path.startsWith('/ws/xte'))
        .map(({ method, path }) => `${method} ${path.slice('/ws/xte/'.length)}`),
    async close() {
      await target.close();
      await server.close();
      db.close();
    },
  };
}

export interface ChangeParts {
  readonly id?: string;
  readonly action?: Change['action'];
  readonly sourcedId?: string | null;
  readonly section?: number;
  readonly teacher?: number;
  readonly changed?: readonly string[];
  readonly metadata?: Change['metadata'];
}

const placeOf = ({ section = cast.first, teacher = cast.lead }: ChangeParts): Change['references'] => ({
  class: `class-${section}`,
  teacher: `user-${teacher}`,
  academicSession: 'academicSession-61',
});

const common = ({ id, action = 'create', sourcedId = null, metadata = {} }: ChangeParts, usual: string) => ({
  id: id ?? usual,
  action,
  sourcedId,
  metadata,
});

export const categoryChange = (values: Values, parts: ChangeParts = {}): Change => ({
  ...common(parts, 'category'),
  entity: 'category',
  references: placeOf(parts),
  values: { title: 'Quizzes', weight: null, ...values },
  changed: parts.changed ?? Object.keys(values),
});

export const lineItemChange = (values: Values, parts: ChangeParts = {}): Change => ({
  ...common(parts, 'lineItem'),
  entity: 'lineItem',
  references: placeOf(parts),
  values: {
    title: 'Unit 3 test',
    description: null,
    assignDate: null,
    dueDate: '2027-04-18',
    resultValueMin: 0,
    resultValueMax: 12,
    category: `category-${cast.homework}-${parts.section ?? cast.first}`,
    'metadata.scoreType': 'POINTS',
    ...values,
  },
  changed: parts.changed ?? Object.keys(values),
});

const blankResult: Values = {
  score: null,
  textScore: null,
  scoreStatus: null,
  scoreDate: null,
  comment: null,
  late: 0,
  missing: 0,
  incomplete: 0,
  'metadata.exempt': 0,
  'metadata.collected': 0,
  'metadata.absent': 0,
};

/** `lineItem` in the form `1-901`. */
export const resultChange = (lineItem: string, student: number, values: Values, parts: ChangeParts = {}): Change => ({
  ...common(parts, `result ${lineItem} ${student}`),
  entity: 'result',
  references: { ...placeOf(parts), lineItem: `lineItem-${lineItem}`, student: `user-${student}-1` },
  values: { ...blankResult, ...values },
  changed: parts.changed ?? Object.keys(values),
});
