import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Profile } from '../profile.ts';
import type { Output } from './output.ts';
import type { Terminal } from './terminal.ts';

/** What every command gets: where it speaks, where its data are, and what the person said beside the command. */
export interface CommandContext {
  readonly output: Output;
  readonly terminal: Terminal;
  readonly env: NodeJS.ProcessEnv;
  readonly quiet: boolean;
  readonly secrets: 'keychain' | 'env';
  /** Made when first asked for. */
  readonly profile: () => Promise<Profile>;
  readonly credentials: () => Promise<CredentialStore>;
  /** Aborted by Ctrl-C and by SIGTERM; a second Ctrl-C ends the process at once. Only who asks changes what Ctrl-C does. */
  readonly interruption: () => AbortSignal;
}
