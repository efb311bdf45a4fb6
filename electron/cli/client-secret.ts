import type { Integration, IntegrationConfig } from '../../shared/integration/config.ts';
import type { SecretName } from '../credentials/credential-store.ts';
import { secretsFromEnvironment } from '../credentials/environment.ts';
import type { CommandContext } from './context.ts';

/**
 * Puts the client secrets of PowerSchool and of the partner into the chosen store: from `GRADE_SYNC_SECRETS`, or else from the
 * person, who is asked only where the client ID is another than `before`. With secrets in the environment nothing is kept. Without
 * a secret the integration stands, and a note says so.
 */
export async function keepClientSecrets(
  context: CommandContext,
  integration: Integration,
  before: IntegrationConfig | null,
): Promise<void> {
  const credentials = await context.credentials();
  if (credentials.kind === 'env') return;
  const given = secretsFromEnvironment(context.env);
  for (const end of endsOf(integration.config, before)) {
    if (end.clientId === null) continue;
    const mayAsk = end.clientId !== end.clientIdBefore;
    const secret = given[end.secret] ?? (mayAsk ? await ask(context, end.product) : '');
    if (secret !== '') await credentials.set(integration.id, end.secret, secret);
    else if (mayAsk) {
      context.output.note(
        `No client secret of ${end.product} was given. Before the first sync, run “integrations update” with GRADE_SYNC_SECRETS set, or on a terminal.`,
      );
    }
  }
}

interface End {
  readonly secret: SecretName;
  readonly product: string;
  readonly clientId: string | null;
  readonly clientIdBefore: string | null;
}

function endsOf({ powerschool, partner }: IntegrationConfig, before: IntegrationConfig | null): readonly End[] {
  const source: End = {
    secret: 'powerschool.clientSecret',
    product: 'PowerSchool',
    clientId: powerschool.clientId,
    clientIdBefore: before?.powerschool.clientId ?? null,
  };
  if (partner === null) return [source];
  const { name, clientId } = partner;
  const other: End = {
    secret: 'partner.clientSecret',
    product: name,
    clientId,
    clientIdBefore: before?.partner?.clientId ?? null,
  };
  return [source, other];
}

const ask = async ({ terminal }: CommandContext, product: string): Promise<string> =>
  terminal.isInteractive ? terminal.askSecret(`Client secret of ${product} (not shown): `) : '';
