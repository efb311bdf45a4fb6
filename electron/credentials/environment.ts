import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { CredentialStore, SecretName } from './credential-store.ts';
import { openMemoryCredentials } from './memory.ts';

/** Names other than ours are somebody else's and pass by. */
const secretsSchema = z.object({
  'powerschool.clientSecret': z.string().min(1).optional(),
  'partner.clientSecret': z.string().min(1).optional(),
});
export type GivenSecrets = Readonly<Partial<Record<SecretName, string | undefined>>>;

/** The secrets of `GRADE_SYNC_SECRETS`; none where it is not set. Throws AppError `credentials.invalidEnvironment` (ask). */
export function secretsFromEnvironment(env: NodeJS.ProcessEnv): GivenSecrets {
  const text = env['GRADE_SYNC_SECRETS'];
  if (text === undefined || text.trim() === '') return {};
  const parsed = secretsSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'credentials.invalidEnvironment',
    'ask',
    'GRADE_SYNC_SECRETS is not a JSON object that maps names of secrets to texts.',
    { fix: 'Set it to something like {"powerschool.clientSecret":"…"} and try again.' },
  );
}

/**
 * Secrets from `GRADE_SYNC_SECRETS`, the same for every integration: for machines without a keyring. Nothing is written to disk:
 * what is set later is kept in memory until the process ends, and goes before what the environment says.
 */
export function openEnvironmentCredentials(env: NodeJS.ProcessEnv): CredentialStore {
  const given = secretsFromEnvironment(env);
  const later = openMemoryCredentials();
  return {
    ...later,
    kind: 'env',
    get: async (integrationId, name) => (await later.get(integrationId, name)) ?? given[name] ?? null,
  };
}

/** Undefined where it is no JSON. The parser's own message is not used: it quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
