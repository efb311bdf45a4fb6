/** What is wrong with the keychain and the next step, for people. */
export interface KeychainProblem {
  readonly message: string;
  readonly fix: string;
}

const withoutKeyring =
  'or choose to keep the secret for this session only (on the command line: --secrets env with GRADE_SYNC_SECRETS)';

/** keytar's errors carry no code: they are told apart by their text, which libsecret does not translate in these places. */
const known: readonly (KeychainProblem & { readonly text: RegExp })[] = [
  {
    text: /cannot autolaunch d-bus|DBUS_SESSION_BUS_ADDRESS/i,
    message: 'The keychain cannot be reached: this session has no D-Bus.',
    fix: `Start Grade Sync from a desktop session or under dbus-run-session, ${withoutKeyring}.`,
  },
  {
    text: /org\.freedesktop\.secrets was not provided|ServiceUnknown/i,
    message: 'No keychain service runs on this computer.',
    fix: `Install and start a Secret Service such as gnome-keyring or KWallet, ${withoutKeyring}.`,
  },
  {
    text: /collection\/login|no such object path|object does not exist/i,
    message: 'The keychain has no login keyring to keep secrets in.',
    fix: `Create a default keyring (for example with Passwords and Keys, or by signing in to the desktop once), ${withoutKeyring}.`,
  },
  {
    text: /locked collection|is locked|prompt was dismissed|interaction is not allowed/i,
    message: 'The keychain is locked.',
    fix: `Unlock the keychain and try again, ${withoutKeyring}.`,
  },
  {
    text: /keytar native addon|libsecret|cannot open shared object|cannot find (module|package)/i,
    message: 'The keychain cannot be used: a library it needs is missing (libsecret).',
    fix: `Install libsecret (on Debian and Ubuntu the package libsecret-1-0), ${withoutKeyring}.`,
  },
  {
    text: /could not connect|connection (refused|is closed)|no such file or directory|timeout was reached/i,
    message: 'The keychain cannot be reached: the D-Bus of this session does not answer.',
    fix: `Sign out and in again, or start Grade Sync under dbus-run-session, ${withoutKeyring}.`,
  },
  {
    text: /timed out/i,
    message: 'The keychain did not answer.',
    fix: `See whether the keychain waits for a password in another window, unlock it and try again, ${withoutKeyring}.`,
  },
];

export function describeKeychainError(text: string): KeychainProblem {
  return (
    known.find((candidate) => candidate.text.test(text)) ?? {
      message: 'The keychain of this computer refused.',
      fix: `Open the keychain’s own application and see whether it works there, ${withoutKeyring}.`,
    }
  );
}
