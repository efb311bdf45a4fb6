import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { remapRequests } from '../../shared/ipc/contract/remap.ts';
import { expectFormerIds, formerIds, settleFormerIds } from '../integrations/former-ids.ts';
import { importIds } from '../store/exchange/import-ids.ts';
import type { HandlerContext } from './feature.ts';

export const remapHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof remapRequests> => ({
  'remap.summary': ({ integrationId }) => backend.plans(integrationId).remapSummary(),
  'remap.former': ({ integrationId }) => formerIds(backend, integrationId),
  'remap.expectFormer': ({ integrationId, expected }) => expectFormerIds(backend, integrationId, expected),
  'remap.settleFormer': ({ integrationId, by }) => settleFormerIds(backend, integrationId, by, new Date()),
  'remap.proposals': ({ integrationId, filter, after, limit }) => [
    ...backend.plans(integrationId).proposals(filter, after, limit),
  ],
  'remap.unmatched': ({ integrationId, search, after, limit }) => [
    ...backend.plans(integrationId).unmatched(search, after, limit),
  ],
  'remap.preview': ({ integrationId, which }) => backend.plans(integrationId).previewRemap(which),
  'remap.decide': ({ integrationId, which, verdict }) => {
    const decided = backend.plans(integrationId).decideIds(which, verdict, Date.now());
    emit('home.changed', {});
    return decided;
  },
  'remap.undo': ({ integrationId, batch }) => {
    backend.plans(integrationId).undoIds(batch, Date.now());
    emit('home.changed', {});
    return { undone: true };
  },
  'remap.import': ({ integrationId, text, firstLine }) => {
    const plans = backend.plans(integrationId);
    const { proposals, linkedAlready, unmatched, ambiguous } = importIds(
      backend.profile.database(integrationId),
      text,
      firstLine,
    );
    plans.propose(proposals);
    return { proposed: proposals.length, linkedAlready, unmatched: [...unmatched], ambiguous: [...ambiguous] };
  },
});
