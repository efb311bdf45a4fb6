import { existsSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { remapEntities, type FoundProposal, type RemapEntity } from '../../../shared/exchange/remap.ts';
import type { ImportLine } from '../../../shared/ipc/contract/remap.ts';
import { formatSourcedId, parseSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { partnerKeyOf } from './partner-key.ts';

export interface ImportedIds {
  readonly proposals: readonly FoundProposal[];
  /** Lines whose records are linked as they say. */
  readonly linkedAlready: number;
  readonly unmatched: readonly ImportLine[];
  readonly ambiguous: readonly ImportLine[];
}

const rows = z.array(z.object({ entity: z.string(), oldId: z.string(), newId: z.string() }));

/**
 * Reads lines of `entity,oldId,newId` and finds the records of both ends that they name. An id may be a sourcedId of either end, a PowerSchool ID,
 * or a number that people know (student or staff number, section, course or school number); where it names more than one record, nothing is
 * guessed. Throws AppError `remap.badFile` (stop).
 */
export function importIds(database: string, text: string, firstLine: number): ImportedIds {
  const lines = readLines(text);
  if (!existsSync(database)) throw nothingRead();
  const db = new Sqlite(database, { readonly: true });
  try {
    const finders = new Map<RemapEntity, (oldId: string, newId: string) => readonly Pair[]>();
    const proposals: FoundProposal[] = [];
    const unmatched: ImportLine[] = [];
    const ambiguous: ImportLine[] = [];
    let linkedAlready = 0;
    for (const [at, { entity, oldId, newId }] of lines.entries()) {
      const line = { line: firstLine + at, entity, oldId, newId };
      const known = remapEntities.find((name) => name === entity);
      if (known === undefined) {
        unmatched.push(line);
        continue;
      }
      const find = finders.get(known) ?? openFinder(db, known);
      finders.set(known, find);
      const found = find(oldId, newId);
      const [only] = found;
      if (only === undefined) unmatched.push(line);
      else if (found.length > 1) ambiguous.push(line);
      else if (only.isLinked) linkedAlready++;
      else proposals.push(only.proposal);
    }
    return { proposals, linkedAlready, unmatched, ambiguous };
  } finally {
    db.close();
  }
}

function readLines(text: string): z.output<typeof rows> {
  try {
    const parsed: unknown = parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
    return rows.parse(parsed);
  } catch (error) {
    if (error instanceof CsvError || error instanceof z.ZodError) throw badFile();
    throw error;
  }
}

interface Pair {
  readonly isLinked: boolean;
  readonly proposal: FoundProposal;
}

interface Ours {
  readonly id: string;
  readonly gone: boolean;
  readonly linkedTo: number | null;
  readonly label: string;
}
interface Theirs {
  readonly key: number;
  readonly id: string;
  readonly gone: boolean;
  readonly linkedTo: string | null;
  readonly label: string;
}

const numberOf: Readonly<Partial<Record<RemapEntity, string>>> = {
  org: 'identifier',
  course: 'courseCode',
  class: 'classCode',
  user: 'identifier',
};
const ourName: Readonly<Record<RemapEntity, string>> = {
  org: 't.name',
  course: 't.title',
  class: 't.title',
  user: `trim(coalesce(t.givenName, '') || ' ' || coalesce(t.familyName, ''))`,
  category: 't.title',
  lineItem: 't.title',
  result: 'NULL',
};

function openFinder(db: Database, entity: RemapEntity): (oldId: string, newId: string) => readonly Pair[] {
  const number = numberOf[entity];
  const ours = new Map<string, Ours[]>();
  const theirs = new Map<string, Theirs[]>();
  const byKey = new Map<number, Theirs>();
  const bySourcedId = new Map<string, Ours>();
  const add = <T>(map: Map<string, T[]>, name: string | number | null, record: T): void => {
    if (name === null || name === '') return;
    const list = map.get(String(name)) ?? [];
    if (!list.includes(record)) map.set(String(name), [...list, record]);
  };
  const here = db
    .prepare<
      [],
      {
        key: number;
        subkey: number;
        gone: number;
        linkedTo: number | null;
        label: string | null;
        number: string | null;
      }
    >(
      `SELECT t.sourceKey AS key, t.sourceSubkey AS subkey, t.removedRun IS NOT NULL AS gone, k.partnerKey AS linkedTo, ${ourName[entity]} AS label,
         ${number === undefined ? 'NULL' : `t.${number}`} AS number
       FROM main."${entity}" AS t LEFT JOIN link_${entity} AS k ON k.sourceKey = t.sourceKey AND k.sourceSubkey = t.sourceSubkey`,
    )
    .iterate();
  for (const row of here) {
    const id = formatSourcedId(entity, row.key, row.subkey);
    const record: Ours = { id, gone: row.gone === 1, linkedTo: row.linkedTo, label: row.label ?? id };
    bySourcedId.set(id, record);
    add(ours, id, record);
    if (number !== undefined) add(ours, row.key, record);
    if (!record.gone) add(ours, row.number, record);
  }
  const there = db
    .prepare<
      [],
      {
        key: number;
        id: string;
        gone: number;
        s: number | null;
        u: number | null;
        label: string | null;
        number: string | null;
      }
    >(
      `SELECT p.partnerKey AS key, p.sourcedId AS id, p.removedRun IS NOT NULL AS gone, k.sourceKey AS s, k.sourceSubkey AS u,
         coalesce(json_extract(p.attributes, '$.title'), json_extract(p.attributes, '$.name'), nullif(trim(coalesce(json_extract(p.attributes, '$.givenName'), '')
           || ' ' || coalesce(json_extract(p.attributes, '$.familyName'), '')), '')) AS label,
         ${number === undefined ? 'NULL' : `json_extract(p.attributes, '$.${number}')`} AS number
       FROM partner_${entity} AS p LEFT JOIN link_${entity} AS k ON k.partnerKey = p.partnerKey`,
    )
    .iterate();
  for (const row of there) {
    const linkedTo = row.s === null ? null : formatSourcedId(entity, row.s, row.u ?? 0);
    const record: Theirs = { key: row.key, id: row.id, gone: row.gone === 1, linkedTo, label: row.label ?? row.id };
    byKey.set(row.key, record);
    add(theirs, row.id, record);
    if (!record.gone) add(theirs, row.number, record);
  }
  // A sourcedId names one record, whatever else looks like it.
  const named = (id: string): readonly Ours[] =>
    parseSourcedId(id)?.entity === entity ? [bySourcedId.get(id) ?? []].flat() : (ours.get(id) ?? []);
  const namedThere = (id: string): readonly Theirs[] => {
    const exact = byKey.get(partnerKeyOf(id));
    return exact === undefined ? (theirs.get(id) ?? []) : [exact];
  };

  return (oldId, newId) => {
    const found = new Map<string, Pair>();
    const offer = (one: Ours | undefined, other: Theirs | undefined): void => {
      if (one === undefined || other === undefined || one.gone || other.gone) return;
      found.set(`${one.id} ${other.key}`, {
        isLinked: one.linkedTo === other.key,
        proposal: {
          entity,
          kind: 'file',
          strength: 'certain',
          powerschool: one.id,
          partner: other.id,
          label: one.label,
          partnerLabel: other.label,
          wasPowerschool: other.linkedTo === one.id ? null : other.linkedTo,
          wasPartner:
            one.linkedTo === null || one.linkedTo === other.key ? null : (byKey.get(one.linkedTo)?.id ?? null),
          evidence: [],
        },
      });
    };
    for (const one of named(newId)) for (const other of namedThere(oldId)) offer(one, other);
    // The partner's own change of ids, and PowerSchool's.
    for (const old of namedThere(oldId)) {
      if (old.gone && old.linkedTo !== null)
        for (const other of namedThere(newId)) offer(bySourcedId.get(old.linkedTo), other);
    }
    for (const old of named(oldId)) {
      if (old.gone && old.linkedTo !== null) for (const one of named(newId)) offer(one, byKey.get(old.linkedTo));
    }
    return [...found.values()];
  };
}

const badFile = (): AppError =>
  new AppError('remap.badFile', 'stop', 'This is no list of ids.', {
    fix: 'Save it as CSV in UTF-8 with the columns entity,oldId,newId, for example: user,OLD-1001,4711. Nothing was changed.',
  });

const nothingRead = (): AppError =>
  new AppError('remap.nothingRead', 'stop', 'There are no records yet that ids could be found for.', {
    fix: 'Make a plan first (Sync now, or sync --plan-only), then upload the file.',
  });
