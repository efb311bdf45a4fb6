import { AppError } from '../../shared/errors.ts';
import type { Integration } from '../../shared/integration/config.ts';
import type { mappingRequests, MasterFieldsView } from '../../shared/ipc/contract/mappings.ts';
import type { HandlersOf, Output } from '../../shared/ipc/contract.ts';
import { readFields } from '../setup/read-fields.ts';
import type { HandlerContext } from './feature.ts';

export const mappingHandlers = ({ backend }: HandlerContext): HandlersOf<typeof mappingRequests> => ({
  'mappings.get': ({ integrationId }) => mappingsOf(backend.integrations.get(integrationId)),
  'mappings.saveDraft': ({ integrationId, draft }) =>
    mappingsOf(
      backend.integrations.patch(integrationId, (config) => ({
        ...config,
        mappings: { ...config.mappings, draft },
      })),
    ),
  'mappings.activate': ({ integrationId }) =>
    mappingsOf(
      backend.integrations.patch(integrationId, (config) => ({
        ...config,
        mappings: { active: config.mappings.draft ?? config.mappings.active, draft: null },
      })),
    ),
  'mappings.fields': (request) => readFields(backend, request),
  'masterFields.get': ({ integrationId }) => masterFieldsOf(backend.integrations.get(integrationId)),
  'masterFields.save': ({ integrationId, rules }) =>
    masterFieldsOf(backend.integrations.patch(integrationId, (config) => ({ ...config, masterFields: rules }))),
  'masterFields.confirm': ({ integrationId, typedName }) =>
    masterFieldsOf(
      backend.integrations.patch(integrationId, (config) => {
        if (typedName.trim() !== config.name) throw wrongName();
        const confirmedOn = new Date().toISOString().slice(0, 10);
        return { ...config, masterFieldsOverride: { integration: config.name, confirmedOn } };
      }),
    ),
});

const mappingsOf = ({ config }: Integration): Output<'mappings.get'> => ({
  gradeSync: config.gradeSync.enabled,
  mappings: config.mappings,
});

function masterFieldsOf({ config }: Integration): MasterFieldsView {
  const { name, mode, gradeSync, gradeRule, masterFields, masterFieldsOverride } = config;
  const confirmedOn = masterFieldsOverride?.integration === name ? masterFieldsOverride.confirmedOn : null;
  return { name, mode, gradeSync: gradeSync.enabled, gradeRule, rules: masterFields, confirmedOn };
}

const wrongName = (): AppError =>
  new AppError('masterFields.wrongName', 'ask', 'This is not the integration’s name.', {
    fix: 'Type the name exactly as it stands at the top of the screen.',
  });
