import type { Integration } from '../../shared/integration/config.ts';
import { mergePatch } from '../../shared/integration/merge-patch.ts';
import type {
  DraftSummary,
  draftRequests,
  integrationRequests,
  IntegrationDocument,
} from '../../shared/ipc/contract/integrations.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import type { Backend, StoredDraft } from '../backend-api.ts';
import { copyWithGradeSync } from '../integrations/drafts.ts';
import { finishDraft, readDraft } from '../integrations/finish-draft.ts';
import { sandboxOf } from '../sandbox/activate-sandbox.ts';
import type { HandlerContext } from './feature.ts';
import { refuseOtherName } from './typed-name.ts';

export const integrationHandlers = ({ backend, emit }: HandlerContext): HandlersOf<typeof integrationRequests> => ({
  'integrations.get': ({ integrationId }) => documentOf(backend, backend.integrations.get(integrationId)),
  'integrations.change': ({ integrationId, patch }) => {
    // What is sent is a file's part: the whole is parsed with the schema of the file.
    const changed = backend.integrations.patch(integrationId, (config) => mergePatch(config, patch));
    emit('home.changed', {});
    return documentOf(backend, changed);
  },
  'integrations.delete': async ({ integrationId, typedName, leaveSecrets }) => {
    const integration = backend.integrations.get(integrationId);
    refuseOtherName(integration, typedName);
    await backend.closeReader(integrationId);
    await backend.integrations.delete(integrationId, {
      // The sandbox district's secret is never in the keychain.
      leaveSecrets: leaveSecrets || sandboxOf(integration.config) !== undefined,
    });
    emit('home.changed', {});
    return { deleted: true };
  },
});

export const draftHandlers = ({ backend, checks, emit }: HandlerContext): HandlersOf<typeof draftRequests> => ({
  'drafts.list': () => backend.drafts.list().map(summaryOf),
  'drafts.create': ({ copyOf }) => {
    const created =
      copyOf === null
        ? backend.drafts.create()
        : backend.drafts.create(copyWithGradeSync(backend.integrations.get(copyOf)), copyOf);
    emit('drafts.changed', {});
    return readDraft(backend, created.draftId);
  },
  'drafts.get': ({ draftId }) => readDraft(backend, draftId),
  'drafts.update': ({ draftId, ...change }) => {
    backend.drafts.update(draftId, change);
    emit('drafts.changed', {});
    return readDraft(backend, draftId);
  },
  'drafts.delete': async ({ draftId }) => {
    await backend.drafts.delete(draftId);
    emit('drafts.changed', {});
    return { deleted: true };
  },
  'drafts.finish': async ({ draftId }) => {
    const { id } = await finishDraft(backend, draftId, async () => {
      const reports = await checks.run({ kind: 'draft', id: draftId }, () => {});
      emit('drafts.changed', {});
      return reports;
    });
    emit('drafts.changed', {});
    emit('home.changed', {});
    return { integrationId: id };
  },
});

const documentOf = (
  { profile }: Pick<Backend, 'profile'>,
  { id, createdAt, config }: Integration,
): IntegrationDocument => ({
  integrationId: id,
  createdAt,
  config,
  isSandbox: sandboxOf(config) !== undefined,
  folder: profile.integrationFolder(id),
});

const summaryOf = ({ draftId, step, file, copiedFrom, updatedAt }: StoredDraft): DraftSummary => ({
  draftId,
  step,
  name: file.name ?? '',
  copiedFrom,
  updatedAt,
});
