import type { Integration } from '../../shared/integration/config.ts';
import { secretsFromEnvironment } from '../credentials/environment.ts';
import type { CommandContext } from './context.ts';

/**
 * Puts the client secret of PowerSchool into the chosen store: from `GRADE_SYNC_SECRETS`, or else from the person, who is asked
 * only if `mayAsk`. With secrets in the environment nothing is kept. Without a secret the integration stands, and a note says so.
 */
export async function keepClientSecret(
  context: CommandContext,
  integration: Integration,
  mayAsk: boolean,
): Promise<void> {
  const credentials = await context.credentials();
  if (credentials.kind === 'env' || integration.config.powerschool.clientId === null) return;
  const secret = secretsFromEnvironment(context.env)['powerschool.clientSecret'] ?? (mayAsk ? await ask(context) : '');
  if (secret !== '') await credentials.set(integration.id, 'powerschool.clientSecret', secret);
  else if (mayAsk) {
    context.output.note(
      'No client secret was given. Before the first sync, run “integrations update” with GRADE_SYNC_SECRETS set, or on a terminal.',
    );
  }
}

const ask = async ({ terminal }: CommandContext): Promise<string> =>
  terminal.isInteractive ? terminal.askSecret('Client secret of PowerSchool (not shown): ') : '';
