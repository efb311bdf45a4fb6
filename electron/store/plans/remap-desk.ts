import type { Database } from 'better-sqlite3';
import { AppError } from '../../../shared/errors.ts';
import type { FoundProposal, RemapEvidence, RemapProposal, Unmatched } from '../../../shared/exchange/remap.ts';
import type {
  RemapBatch,
  RemapFilter,
  RemapPair,
  RemapPreview,
  WhichProposals,
} from '../../../shared/ipc/contract/remap.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { previewRemap } from './remap-preview.ts';

/** What a person sees of changed ids, and decides about them. */
export interface RemapDesk {
  remapSummary(): Output<'remap.summary'>;
  /** After a proposal's number, the certain ones first within an entity. */
  proposals(filter: RemapFilter, after: number, limit: number): readonly RemapProposal[];
  /** By place in the list. */
  unmatched(search: string, after: number, limit: number): readonly Unmatched[];
  previewRemap(which: WhichProposals): RemapPreview;
  /**
   * In one transaction. By a filter, only what is certain or likely is accepted. Throws AppError `remap.nothing` where nothing is left to decide and
   * `remap.notOneToOne` where a record would get two counterparts (both stop): then nothing is decided.
   */
  decideIds(which: WhichProposals, verdict: RemapBatch['verdict'], now: number): { batch: number; records: number };
  /** Throws AppError `remap.sealed` (stop) once a run has written on what was decided, `remap.unknown` for no such decision. */
  undoIds(batch: number, now: number): void;
  /** Adds what a file says to the proposals. */
  propose(proposals: readonly FoundProposal[]): void;
}

const verdictSql = `coalesce((SELECT b.verdict FROM remap_decision AS d JOIN remap_batch AS b USING (batch) WHERE b.undoneAt IS NULL
  AND d.entity = p.entity AND d.powerschool = p.powerschool AND d.partner = p.partner ORDER BY d.batch DESC LIMIT 1), 'open')`;

interface Row extends Omit<RemapProposal, 'evidence' | 'verdict'> {
  readonly evidence: string;
  readonly verdict: 'open' | 'accepted' | 'refused';
}

interface BatchRow {
  readonly batch: number;
  readonly verdict: RemapBatch['verdict'];
  readonly decidedAt: number;
  readonly undoneAt: number | null;
  readonly sealed: number;
  readonly records: number;
}

export function openRemapDesk(db: Database): RemapDesk {
  function select({ search, verdict, ...equal }: RemapFilter, after: number, limit: number): readonly RemapProposal[] {
    const given = Object.entries(equal).filter(([, value]) => value !== undefined);
    const needle = search === undefined || search === '' ? null : search;
    return db
      .prepare<unknown[], Row>(
        `SELECT * FROM (SELECT p.*, ${verdictSql} AS verdict FROM remap_proposal AS p) AS p WHERE number > ?
           ${given.map(([name]) => `AND "${name}" = ?`).join(' ')} ${verdict === undefined ? '' : 'AND verdict = ?'}
           ${needle === null ? '' : 'AND instr(lower(label || char(10) || partnerLabel || char(10) || powerschool || char(10) || partner), lower(?))'}
         ORDER BY number LIMIT ?`,
      )
      .all(
        after,
        ...given.map(([, value]) => value),
        ...(verdict === undefined ? [] : [verdict]),
        ...(needle === null ? [] : [needle]),
        limit,
      )
      .map(({ evidence, verdict: found, ...row }) => ({
        ...row,
        evidence: JSON.parse(evidence) as RemapEvidence[],
        verdict: found === 'open' ? null : found,
      }));
  }

  function chosen(which: WhichProposals, verdict: RemapBatch['verdict']): readonly RemapProposal[] {
    const open = select({ ...('filter' in which ? which.filter : {}), verdict: 'open' }, 0, -1);
    if ('pairs' in which) {
      const names = new Set(which.pairs.map(nameOf));
      return open.filter((proposal) => names.has(nameOf(proposal)));
    }
    return verdict === 'refused'
      ? open
      : open.filter(({ strength, kind }) => strength !== 'possible' && kind !== 'ambiguous');
  }

  // Until a run is applied; one that was cut short has its journal.
  const isSealed = ({ sealed, decidedAt }: Pick<BatchRow, 'sealed' | 'decidedAt'>): boolean =>
    sealed === 1 || db.prepare('SELECT 1 FROM journal WHERE intendedAt > ? LIMIT 1').get(decidedAt) !== undefined;

  return {
    remapSummary() {
      const counts = db
        .prepare<[], Output<'remap.summary'>['counts'][number]>(
          `SELECT entity, kind, strength, verdict, count(*) AS count FROM (SELECT p.*, ${verdictSql} AS verdict FROM remap_proposal AS p)
           GROUP BY 1, 2, 3, 4`,
        )
        .all();
      const alone = (side: string): number =>
        db.prepare<[string], number>('SELECT count(*) FROM remap_unmatched WHERE side = ?').pluck().get(side) ?? 0;
      const batches = db

        .prepare<[], BatchRow>(
          `SELECT b.*, (SELECT count(*) FROM remap_decision AS d WHERE d.batch = b.batch) AS records FROM remap_batch AS b
           ORDER BY b.batch DESC LIMIT 50`,
        )
        .all()
        .map(({ undoneAt, decidedAt, sealed, ...batch }) => ({
          ...batch,
          decidedAt: new Date(decidedAt).toISOString(),
          state:
            undoneAt !== null
              ? ('undone' as const)
              : isSealed({ sealed, decidedAt })
                ? ('sealed' as const)
                : ('undoable' as const),
        }));
      return { counts, unmatched: { powerschool: alone('powerschool'), partner: alone('partner') }, batches };
    },
    proposals: select,
    unmatched: (search, after, limit) =>
      db
        .prepare<[string, string, number, number], Unmatched>(
          `SELECT entity, side, sourcedId, label FROM remap_unmatched WHERE ? = '' OR instr(lower(label || char(10) || sourcedId), lower(?))
           ORDER BY number LIMIT ? OFFSET ?`,
        )
        .all(search, search, limit, after),
    previewRemap: (which) => previewRemap(db, chosen(which, 'accepted')),
    decideIds(which, verdict, now) {
      return db
        .transaction(() => {
          const proposals = chosen(which, verdict);
          if (proposals.length === 0) throw nothingToDecide();
          if (verdict === 'accepted') requireOneToOne(proposals);
          const batch = Number(
            db.prepare('INSERT INTO remap_batch (verdict, decidedAt) VALUES (?, ?)').run(verdict, now).lastInsertRowid,
          );
          const insert = db.prepare(
            'INSERT INTO remap_decision (batch, entity, powerschool, partner) VALUES (?, ?, ?, ?)',
          );
          for (const { entity, powerschool, partner } of proposals) insert.run(batch, entity, powerschool, partner);
          return { batch, records: proposals.length };
        })
        .immediate();
    },
    undoIds(batch, now) {
      db.transaction(() => {
        const found = db
          .prepare<[number], BatchRow>('SELECT *, 0 AS records FROM remap_batch WHERE batch = ?')
          .get(batch);
        if (found === undefined || found.undoneAt !== null) throw unknownBatch();
        if (isSealed(found)) throw sealedBatch();
        db.prepare('UPDATE remap_batch SET undoneAt = ? WHERE batch = ?').run(now, batch);
      }).immediate();
    },
    propose(proposals) {
      const put = db.prepare(
        `INSERT INTO remap_proposal (entity, kind, strength, powerschool, partner, label, partnerLabel, wasPowerschool, wasPartner, evidence)
         VALUES (@entity, @kind, @strength, @powerschool, @partner, @label, @partnerLabel, @wasPowerschool, @wasPartner, @evidence)
         ON CONFLICT DO UPDATE SET kind = excluded.kind, strength = excluded.strength`,
      );
      db.transaction(() => {
        for (const proposal of proposals) put.run({ ...proposal, evidence: JSON.stringify(proposal.evidence) });
      }).immediate();
    },
  };
}

const nameOf = ({ entity, powerschool, partner }: RemapPair): string => JSON.stringify([entity, powerschool, partner]);

function requireOneToOne(proposals: readonly RemapPair[]): void {
  const seen = new Set<string>();
  for (const { entity, powerschool, partner } of proposals) {
    for (const name of [`${entity} powerschool ${powerschool}`, `${entity} partner ${partner}`]) {
      if (!seen.has(name)) seen.add(name);
      else {
        throw new AppError('remap.notOneToOne', 'stop', 'A record would be linked to two others at once.', {
          fix: 'Refuse or leave out all but one of them, then accept again. Nothing was changed.',
        });
      }
    }
  }
}

const nothingToDecide = (): AppError =>
  new AppError('remap.nothing', 'stop', 'None of these is left to decide.', {
    fix: 'Look at the list again: they have been decided, or the last sync no longer finds them. What is only possible is accepted one by one.',
  });

const unknownBatch = (): AppError =>
  new AppError('remap.unknown', 'stop', 'There is no such decision, or it has been taken back already.', {
    fix: 'Look at the list of decisions, and take one that still holds.',
  });

const sealedBatch = (): AppError =>
  new AppError(
    'remap.sealed',
    'stop',
    'A sync has written since this was decided, so taking it back would leave what it wrote without its record.',
    {
      fix: 'Take that run back first, or upload a file with the ids as they should be (entity,oldId,newId).',
    },
  );
