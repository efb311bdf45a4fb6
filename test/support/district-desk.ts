import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBackend } from '../../electron/backend.ts';
import { openMemoryCredentials } from '../../electron/credentials/memory.ts';
import type { IntegrationFile } from '../../shared/integration/config.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import { runCommand, startCommand, type Answer, type Command } from './command-line.ts';
import { copyContents } from './copy-contents.ts';

/** An integration on a simulated PowerSchool, used through the command line as its user would. */
export interface DistrictDesk {
  readonly profile: string;
  readonly integrationId: string;
  /** Runs a command with the profile and the secret. */
  run(...args: string[]): Promise<Answer>;
  start(...args: string[]): Command;
  /** The same in an environment that holds more. */
  startWith(environment: NodeJS.ProcessEnv, ...args: string[]): Command;
  /** `sync --json`: the exit status and the report, or the error. */
  sync(...args: string[]): Promise<Answer & { readonly report: RunReport }>;
  /** What a person can see of the local copy, without times and run numbers. */
  contents(): Record<string, readonly string[]>;
  /** Changes the integration's file. */
  change(more: Partial<IntegrationFile>): void;
  remove(): void;
}

export function openDistrictDesk(
  server: {
    readonly url: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly partnerSecret?: string;
  },
  more: Partial<IntegrationFile> = {},
): DistrictDesk {
  const profile = mkdtempSync(join(tmpdir(), 'grade-sync-desk-'));
  const file: IntegrationFile = {
    name: 'Desk',
    mode: 'import',
    environment: 'test',
    gradeSync: { enabled: true, activation: { reference: 'TEST', confirmedOn: '2026-01-01' } },
    powerschool: { url: server.url, clientId: server.clientId },
    ...more,
  };
  const withIntegrations = <T>(work: (integrations: ReturnType<typeof openBackend>['integrations']) => T): T => {
    const backend = openBackend({ profileFolder: profile, credentials: openMemoryCredentials() });
    try {
      return work(backend.integrations);
    } finally {
      void backend.close();
    }
  };
  const { id } = withIntegrations((integrations) => integrations.create(file));
  const secrets = {
    'powerschool.clientSecret': server.clientSecret,
    ...(server.partnerSecret === undefined ? {} : { 'partner.clientSecret': server.partnerSecret }),
  };
  const env = { GRADE_SYNC_SECRETS: JSON.stringify(secrets) };
  const common = ['--profile', profile, '--secrets', 'env'];
  const run = (...args: string[]): Promise<Answer> => runCommand([...args, ...common], env);
  return {
    profile,
    integrationId: id,
    run,
    start: (...args) => startCommand([...args, ...common], env),
    startWith: (environment, ...args) => startCommand([...args, ...common], { ...env, ...environment }),
    async sync(...args) {
      const answer = await run('sync', id, '--json', ...args);
      return { ...answer, report: JSON.parse(answer.stdout) as RunReport };
    },
    contents: () => copyContents(join(profile, 'integrations', id, 'data.db')),
    change: (changes) => void withIntegrations((integrations) => integrations.update(id, { ...file, ...changes })),
    remove: () => rmSync(profile, { recursive: true, force: true }),
  };
}
