import { AppError } from '../../shared/errors.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Finding } from './finding.ts';

const probeId = 'doctor-probe';
const probeSecret = 'probe';

/** A secret can be kept, found again and removed. Without a keychain secrets can still come from the environment. */
export async function lookAtKeychain(credentials: CredentialStore): Promise<Finding> {
  try {
    if (credentials.kind !== 'keychain') {
      await credentials.get(probeId, 'powerschool.clientSecret');
      return { result: 'pass', message: 'Secrets come from the environment; the keychain is not used.', fix: null };
    }
    await credentials.set(probeId, 'powerschool.clientSecret', probeSecret);
    const found = await credentials.get(probeId, 'powerschool.clientSecret');
    await credentials.deleteAll(probeId);
    if (found === probeSecret) return { result: 'pass', message: 'The keychain keeps secrets.', fix: null };
    return {
      result: 'warn',
      message: 'The keychain does not give back what was put into it.',
      fix: 'See in the keychain’s own application whether it is locked or full.',
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { result: 'warn', message: error.message, fix: error.fix ?? null };
  }
}
