import type { Database } from 'better-sqlite3';
import type { RemapProposal } from '../../../shared/exchange/remap.ts';
import type { RemapPreview } from '../../../shared/ipc/contract/remap.ts';
import type { ItemBody } from './plan-writer.ts';

/** What accepting proposals would do: links made and replaced, and the writes of the newest plan that wait for it. */
export function previewRemap(db: Database, proposals: readonly RemapProposal[]): RemapPreview {
  const ids = new Set<string>();
  const replaced = new Set<string>();
  for (const { entity, powerschool, partner, wasPowerschool, wasPartner } of proposals) {
    for (const id of [powerschool, partner, wasPowerschool, wasPartner]) if (id !== null) ids.add(id);
    if (wasPartner !== null) replaced.add(`${entity} ${powerschool} ${wasPartner}`);
    if (wasPowerschool !== null) replaced.add(`${entity} ${wasPowerschool} ${partner}`);
  }
  const held = { create: 0, update: 0, delete: 0 };
  const rows = db
    .prepare<[], { action: keyof typeof held; powerschool: string | null; partner: string | null; body: string }>(
      `SELECT action, powerschool, partner, body FROM plan_item
       WHERE plan = (SELECT max(number) FROM plan WHERE counts <> '{}') AND state = 'blocked' AND instr(body, '"id.inQuestion"') > 0`,
    )
    .iterate();
  for (const { action, powerschool, partner, body } of rows) {
    const { references, values } = JSON.parse(body) as ItemBody;
    const names = Object.values(references).flatMap((reference) => [reference?.powerschool, reference?.partner]);
    if ([powerschool, partner, values['category'], ...names].some((id) => typeof id === 'string' && ids.has(id)))
      held[action]++;
  }
  return { links: proposals.length, replaced: replaced.size, held };
}
