import { localTimestamp } from '../local-time.ts';
import type { SandboxContext, SandboxRequest } from '../route.ts';
import type { Statements } from '../statements.ts';
import { tables } from '../tables.ts';
import type { RowEffect } from '../write-log.ts';
import { badRequest, doesNotTeach, notFound } from './answers.ts';

/** What the parts of PowerTeacher Pro's API work with. */
export interface XteCall {
  readonly request: SandboxRequest;
  readonly context: SandboxContext;
  readonly db: Statements;
  /** What the call has done to rows so far. */
  readonly effects: RowEffect[];
}

export type Sent = Readonly<Record<string, unknown>>;

/** A whole number among the query's parameters; 400 where it is missing or none. */
export function requiredNumber({ request }: XteCall, name: string): number {
  const text = request.params.get(name) ?? '';
  if (!/^\d+$/.test(text)) throw badRequest(`Required parameter '${name}' is missing or not a number`);
  return Number(text);
}

/** `users_dcid`: the person on whose behalf the call is made. 404 where there is none of this USERS.DCID. */
export function requiredTeacher(call: XteCall): number {
  const teacher = requiredNumber(call, 'users_dcid');
  if (call.db.prepare('SELECT 1 FROM USERS WHERE DCID = ?').get(teacher) === undefined) throw notFound('User');
  return teacher;
}

/** A list of whole numbers among the query's parameters; 400 where it is missing or none. */
export function numbersOf({ request }: XteCall, name: string): readonly number[] {
  const text = request.params.get(name) ?? '';
  if (!/^\d+(,\d+)*$/.test(text)) throw badRequest(`Required parameter '${name}' is missing or not a list of numbers`);
  return text.split(',').map(Number);
}

export const isSent = (value: unknown): value is Sent =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function sentObject(value: unknown): Sent {
  if (!isSent(value)) throw badRequest('The body must be a JSON object');
  return value;
}

/** A list of objects; one object is a list of one. */
export function sentList(value: unknown): readonly Sent[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((entry) => sentObject(entry));
}

/** Throws E14 unless the person leads or co-teaches the section. `teacher` is USERS.DCID, not SCHOOLSTAFF's. */
export function requireTeaches(db: Statements, teacher: number, section: number): void {
  const teaches = db
    .prepare(
      `SELECT 1 FROM SECTIONS JOIN SCHOOLSTAFF ON SCHOOLSTAFF.USERS_DCID = ? WHERE SECTIONS.DCID = ? AND
         (SECTIONS.TEACHER = SCHOOLSTAFF.ID OR EXISTS (SELECT 1 FROM SECTIONTEACHER
            WHERE SECTIONTEACHER.SECTIONID = SECTIONS.ID AND SECTIONTEACHER.TEACHERID = SCHOOLSTAFF.ID))`,
    )
    .get(teacher, section);
  if (teaches === undefined) throw doesNotTeach(section, teacher);
}

/** `term_id`, where it is given, is TERMS.ID and not its DCID. */
export function requireTerm(call: XteCall): void {
  if (!call.request.params.has('term_id')) return;
  const term = requiredNumber(call, 'term_id');
  if (call.db.prepare('SELECT 1 FROM TERMS WHERE ID = ?').get(term) === undefined) throw notFound('Term');
}

/** Whether the gradebook of a section's term is closed. */
export function isTermLocked({ db, context }: XteCall, section: number): boolean {
  const term = db.prepare<[number], number>('SELECT TERMID FROM SECTIONS WHERE DCID = ?').pluck().get(section);
  return term !== undefined && context.switches.lockedTerms.includes(term);
}

/** Keys count on from the highest; those of a table that is empty yet begin at a number of its own, so that no two ranges meet. */
const firstIds: Readonly<Record<string, number>> = { ASSIGNMENT: 900_001, ASSIGNMENTSECTION: 2_200_001 };

/** The next free number of a table's key. */
export const nextId = (db: Statements, table: string, key: string): number =>
  Number(
    db
      .prepare(`SELECT coalesce(max(${key}) + 1, ?) FROM ${table}`)
      .pluck()
      .get(firstIds[table] ?? 1),
  );

/** The time on the district's clocks. */
export const timestamp = ({ context }: XteCall): string => localTimestamp(context.now(), context.switches.timeZone);

const audited: ReadonlySet<string> = new Set(
  tables.filter(({ fields }) => 'WHENCREATED' in fields).map(({ name }) => name),
);

/** Puts a row in, with its audit columns, and notes the change. */
export function insertRow(
  call: XteCall,
  table: string,
  key: string,
  values: Readonly<Record<string, unknown>>,
): number {
  const { db, context, request, effects } = call;
  const creation = {
    WHOCREATED: request.plugin?.name ?? null,
    WHENCREATED: timestamp(call),
    WHOMODIFIEDTYPE: 'plugin',
  };
  const row = audited.has(table) ? { ...creation, ...values } : values;
  const columns = Object.keys(row);
  db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
  ).run(row);
  const id = Number(values[key]);
  context.recordChange(table, id);
  effects.push({ table, id, action: 'insert', columns: Object.keys(given(values)) });
  return id;
}

export function updateRow(
  { db, context, effects }: XteCall,
  table: string,
  key: string,
  id: number,
  row: Readonly<Record<string, unknown>>,
): void {
  const columns = Object.keys(row);
  const before = db.prepare<[number], Record<string, unknown>>(`SELECT * FROM ${table} WHERE ${key} = ?`).get(id);
  const changed = columns.filter((column) => column !== 'SCOREENTRYDATE' && before?.[column] !== row[column]);
  effects.push({ table, id, action: 'update', columns: changed.toSorted() });
  if (columns.length > 0) {
    const set = columns.map((column) => `${column} = :${column}`).join(', ');
    db.prepare(`UPDATE ${table} SET ${set} WHERE ${key} = :__id`).run({ ...row, __id: id });
  }
  context.recordChange(table, id);
}

export function deleteRow({ db, context, effects }: XteCall, table: string, key: string, id: number): void {
  effects.push({ table, id, action: 'delete', columns: [] });
  db.prepare(`DELETE FROM ${table} WHERE ${key} = ?`).run(id);
  context.recordChange(table, id);
}

/** True and false as the tables have them; undefined where nothing was sent. */
export const flag = (value: unknown): 0 | 1 | undefined =>
  value === undefined || value === null ? undefined : value === true ? 1 : 0;

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Text that may be emptied: Oracle keeps no empty text, but none. */
export const emptiable = (value: unknown): string | null | undefined => (value === '' ? null : text(value));

export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** An entry without what is undefined. */
export const given = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
