import type { Database } from 'better-sqlite3';
import type { RemapFindings } from '../../engine/exchange/ports.ts';
import type { DecidedPair, RemapVerdicts } from '../exchange/relink.ts';

/** Takes the place of what the match before found; pairs that a file named stay until they are decided. */
export function noteFindings(plans: Database, { proposals, unmatched }: RemapFindings): void {
  const put = plans.prepare(
    `INSERT INTO remap_proposal (entity, kind, strength, powerschool, partner, label, partnerLabel, wasPowerschool, wasPartner, evidence)
     VALUES (@entity, @kind, @strength, @powerschool, @partner, @label, @partnerLabel, @wasPowerschool, @wasPartner, @evidence)
     ON CONFLICT DO NOTHING`,
  );
  const putAlone = plans.prepare(
    'INSERT INTO remap_unmatched (entity, side, sourcedId, label) VALUES (@entity, @side, @sourcedId, @label)',
  );
  plans
    .transaction(() => {
      plans.exec(
        `DELETE FROM remap_unmatched;
         DELETE FROM remap_proposal AS p WHERE kind <> 'file' OR EXISTS (SELECT 1 FROM remap_decision AS d JOIN remap_batch AS b USING (batch)
           WHERE b.undoneAt IS NULL AND d.entity = p.entity AND d.powerschool = p.powerschool AND d.partner = p.partner)`,
      );
      for (const proposal of proposals) put.run({ ...proposal, evidence: JSON.stringify(proposal.evidence) });
      for (const record of unmatched) putAlone.run(record);
    })
    .immediate();
}

/** What people have decided about changed ids, and took back. */
export function readVerdicts(plans: Database): RemapVerdicts {
  const pairs = (verdict: 'accepted' | 'refused'): readonly DecidedPair[] =>
    plans
      .prepare<[string], DecidedPair>(
        `SELECT d.batch, d.entity, d.powerschool, d.partner FROM remap_decision AS d JOIN remap_batch AS b USING (batch)
         WHERE b.undoneAt IS NULL AND b.verdict = ? ORDER BY d.batch`,
      )
      .all(verdict);
  const undone = plans
    .prepare<[], number>('SELECT batch FROM remap_batch WHERE undoneAt IS NOT NULL ORDER BY batch DESC')
    .pluck()
    .all();
  return { accepted: pairs('accepted'), refused: pairs('refused'), undone };
}
