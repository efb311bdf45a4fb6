import { queryOptions } from '@tanstack/react-query';
import type { Client } from '../../../../shared/ipc/client.ts';
import type { SecretName } from '../../../../shared/ipc/contract/credentials.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';

export const pluginKey = (target: SetupTarget) => ['plugin', target.kind, target.id] as const;

/** The plugin that is kept for a draft or an integration, as it looks for what it has to serve. */
export const pluginQuery = (client: Client, target: SetupTarget, serves: string) =>
  queryOptions({ queryKey: [...pluginKey(target), serves], queryFn: () => client.call('plugin.look', { target }) });

export const secretKey = (target: SetupTarget, name: SecretName) => ['secret', target.kind, target.id, name] as const;

/** Where a secret is kept; never the secret. */
export const secretQuery = (client: Client, target: SetupTarget, name: SecretName) =>
  queryOptions({
    queryKey: secretKey(target, name),
    queryFn: () => client.call('credentials.state', { target, name }),
  });
