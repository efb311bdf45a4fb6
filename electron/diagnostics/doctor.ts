import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Profile } from '../profile.ts';
import type { DoctorFinding, Finding } from './finding.ts';
import { lookAtCertificates } from './look-at-certificates.ts';
import { lookAtClock } from './look-at-clock.ts';
import { lookAtLocalData } from './look-at-local-data.ts';
import { lookAtDatabase, lookAtProfile } from './look-at-profile.ts';
import { lookAtElectron, lookAtNode, lookAtScreens } from './look-at-runtime.ts';
import { lookAtKeychain } from './look-at-keychain.ts';

export interface DoctorContext {
  readonly profile: Profile;
  /** The store that the application would use. */
  readonly credentials: CredentialStore;
  /** Where the built screens should be. */
  readonly screens: string;
  readonly now?: () => Date;
  /** Default: those of this process. */
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

/** Looks at everything on this machine that the application needs. Leaves nothing behind, and never throws. */
export async function runDoctor(context: DoctorContext): Promise<readonly DoctorFinding[]> {
  const { profile, credentials, screens, now = () => new Date(), versions = process.versions } = context;
  const looks: readonly (readonly [string, string, () => Finding | Promise<Finding>])[] = [
    ['node', 'Node', () => lookAtNode(versions)],
    ['electron', 'Electron', () => lookAtElectron(versions)],
    ['screens', 'Screens', () => lookAtScreens(screens)],
    ['profile', 'Profile folder', () => lookAtProfile(profile.folder)],
    ['database', 'Database', () => lookAtDatabase(profile.folder)],
    ['localData', 'Local data', () => lookAtLocalData(profile)],
    ['keychain', 'Keychain', () => lookAtKeychain(credentials)],
    ['certificates', 'Certificate authorities', () => lookAtCertificates()],
    ['clock', 'Clock and time zone', () => lookAtClock(now())],
  ];
  const findings: DoctorFinding[] = [];
  for (const [id, title, look] of looks) {
    findings.push({ id, title, ...(await tryLook(look)) });
  }
  return findings;
}

async function tryLook(look: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    return {
      result: 'fail',
      message: `This could not be looked at (${kind}).`,
      fix: 'Install the application again. If that does not help, ask support.',
    };
  }
}
