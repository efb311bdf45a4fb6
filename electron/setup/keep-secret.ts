import { AppError, reportOf } from '../../shared/errors.ts';
import type { CredentialState } from '../../shared/ipc/contract/credentials.ts';
import type { SetupTarget } from '../../shared/ipc/contract/inputs.ts';
import type { Backend } from '../backend-api.ts';
import type { SecretName } from '../credentials/credential-store.ts';

type Parts = Pick<Backend, 'integrations' | 'drafts' | 'credentials' | 'sessionSecrets'>;

interface SecretOf {
  readonly target: SetupTarget;
  readonly name: SecretName;
}

/** Where a secret is kept. Throws AppError `integration.unknown` or `draft.unknown` (stop); a keychain that fails is told as `problem`. */
export async function secretState(parts: Parts, { target, name }: SecretOf): Promise<CredentialState> {
  requireTarget(parts, target);
  const { credentials, sessionSecrets } = parts;
  const isFromEnvironment = credentials.kind === 'env';
  const places: CredentialState['places'] = isFromEnvironment ? ['session'] : ['keychain', 'session'];
  if ((await sessionSecrets.get(target.id, name)) !== null) return { keptIn: 'session', places, problem: null };
  try {
    if ((await credentials.get(target.id, name)) === null) return { keptIn: null, places, problem: null };
    return { keptIn: isFromEnvironment ? 'environment' : 'keychain', places, problem: null };
  } catch (error) {
    return { keptIn: null, places, problem: reportOf(error) };
  }
}

/**
 * Keeps a secret in the place that was chosen, and only there. Throws AppError `credentials.unavailable` (ask) where the keychain
 * cannot be used, `credentials.noKeychain` (ask) where it is not to be, `credentials.notKept` (ask) where it forgets what it was given.
 */
export async function keepSecret(
  parts: Parts,
  { target, name, secret, keep }: SecretOf & { readonly secret: string; readonly keep: 'keychain' | 'session' },
): Promise<CredentialState> {
  requireTarget(parts, target);
  await (keep === 'session' ? keepForSession : keepForGood)(parts, target.id, name, secret);
  return secretState(parts, { target, name });
}

/** Removes a secret from both places. Throws AppError `credentials.unavailable` (ask): then a keychain may still have it. */
export async function removeSecret(parts: Parts, { target, name }: SecretOf): Promise<CredentialState> {
  requireTarget(parts, target);
  await parts.credentials.delete(target.id, name);
  return secretState(parts, { target, name });
}

async function keepForGood({ credentials }: Parts, id: string, name: SecretName, secret: string): Promise<void> {
  if (credentials.kind === 'env') {
    throw new AppError('credentials.noKeychain', 'ask', 'Grade Sync was started without the keychain.', {
      fix: 'Keep the secret for this session only, or start Grade Sync without --secrets env.',
    });
  }
  await credentials.set(id, name, secret);
  if ((await credentials.get(id, name)) === secret) return;
  throw new AppError('credentials.notKept', 'ask', 'The keychain does not give back the secret it was given.', {
    fix: 'See in the keychain’s own application whether it is full, or keep the secret for this session only.',
  });
}

/** An older secret in the keychain would come back with the next session. */
async function keepForSession(
  { credentials, sessionSecrets }: Parts,
  id: string,
  name: SecretName,
  secret: string,
): Promise<void> {
  try {
    await credentials.delete(id, name);
  } catch (error) {
    // The very reason for choosing the session may be that the keychain cannot be reached.
    if (!(error instanceof AppError) || error.code !== 'credentials.unavailable') throw error;
  }
  await sessionSecrets.set(id, name, secret);
}

function requireTarget({ integrations, drafts }: Parts, { kind, id }: SetupTarget): void {
  if (kind === 'integration') integrations.get(id);
  else drafts.get(id);
}
