import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { integrationConfigSchema } from '../../../shared/integration/config.ts';
import type { DraftFile } from '../../../shared/integration/draft.ts';
import { mergePatch } from '../../../shared/integration/merge-patch.ts';
import { problemSentence } from '../../../shared/integration/problem-sentence.ts';
import type { Client } from '../../../shared/ipc/client.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';

export const settingsKey = (integrationId: string) => [...dataKey, 'settings', integrationId] as const;

const settingsQuery = (client: Client, integrationId: string) =>
  queryOptions({
    queryKey: settingsKey(integrationId),
    queryFn: () => client.call('integrations.get', { integrationId }),
  });

interface SettingsProblem {
  /** The setting by its path in the integration file. */
  readonly field: string;
  readonly message: string;
}

/** What every section of the settings is given. */
export interface SettingsInUse {
  readonly stored: IntegrationDocument;
  /** With what was changed and is not saved yet. */
  readonly file: DraftFile;
  readonly change: (patch: DraftFile) => void;
  readonly undo: () => void;
  readonly save: () => void;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** That the last change was saved, and nothing changed since. */
  readonly isSaved: boolean;
  readonly error: unknown;
  readonly problems: readonly SettingsProblem[];
  /** The sentence beside a field. */
  readonly errorAt: (field: string) => string | undefined;
}

const merged = (file: DraftFile, patch: DraftFile): DraftFile => mergePatch(file, patch);

/** The settings of an integration and what is changed in them. Nothing is kept before it is saved. */
export function useSettings(stored: IntegrationDocument): SettingsInUse {
  const client = useClient();
  const queries = useQueryClient();
  const [patch, setPatch] = useState<DraftFile>({});
  const { integrationId } = stored;
  const save = useMutation({
    mutationFn: (changed: DraftFile) => client.call('integrations.change', { integrationId, patch: changed }),
    onSuccess: (answer) => {
      queries.setQueryData(settingsKey(integrationId), answer);
      setPatch({});
    },
  });
  const file = merged(stored.config, patch);
  const isChanged = JSON.stringify(file) !== JSON.stringify(merged(stored.config, {}));
  const problems = isChanged ? problemsOf(file) : [];
  return {
    stored,
    file,
    change: (more) => {
      save.reset();
      setPatch((before) => merged(before, more));
    },
    undo: () => {
      save.reset();
      setPatch({});
    },
    save: () => {
      if (problems.length === 0) save.mutate(patch);
    },
    isChanged,
    isSaving: save.isPending,
    isSaved: save.isSuccess && !isChanged,
    error: save.error,
    problems,
    errorAt: (field) => problems.find((problem) => problem.field === field)?.message,
  };
}

/** The same schema as the one that it is saved with. */
const problemsOf = (file: DraftFile): readonly SettingsProblem[] =>
  (integrationConfigSchema.safeParse(file).error?.issues ?? []).map((issue) => ({
    field: issue.path.map(String).join('.'),
    message: problemSentence(issue),
  }));

/** The document of an integration; undefined until it has come. */
export const useStoredSettings = (integrationId: string) => useQuery(settingsQuery(useClient(), integrationId));
