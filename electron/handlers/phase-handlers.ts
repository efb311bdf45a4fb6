import { AppError } from '../../shared/errors.ts';
import type { IntegrationConfig } from '../../shared/integration/config.ts';
import type { RunReport } from '../../shared/integration/run.ts';
import type { phaseRequests, PhasesView } from '../../shared/ipc/contract/phases.ts';
import type { HandlersOf } from '../../shared/ipc/contract.ts';
import { isSignOffRequired, settingsFingerprint } from '../integrations/sign-off.ts';
import type { HandlerContext } from './feature.ts';

/** How far back the newest run that brought something is looked for. */
const runsLookedAt = 200;

export const phaseHandlers = ({ backend }: HandlerContext): HandlersOf<typeof phaseRequests> => {
  async function broughtBy(integrationId: string): Promise<RunReport | undefined> {
    const runs = await (await backend.reader(integrationId)).runs(runsLookedAt);
    return runs.find(({ status, dryRun, plan }) => status === 'succeeded' && !dryRun && plan?.applied === true);
  }
  async function view(integrationId: string): Promise<PhasesView> {
    const { config } = backend.integrations.get(integrationId);
    const { environment, phases } = config;
    const run = await broughtBy(integrationId);
    const now = settingsFingerprint(config);
    const shown = <T extends { readonly fingerprint: string }>({ fingerprint, ...signed }: T) => ({
      ...signed,
      isCurrent: fingerprint === now,
    });
    const review = phases.review === null ? null : shown(phases.review);
    const acceptance = phases.acceptance === null ? null : shown(phases.acceptance);
    return {
      environment,
      phase: phaseOf(run !== undefined, review?.isCurrent === true, environment, acceptance?.isCurrent === true),
      required: isSignOffRequired(config),
      isAlways: config.prerequisites.rules === 'canvas',
      review,
      acceptance,
      run:
        run === undefined
          ? null
          : { runId: run.runId, finishedAt: run.finishedAt, records: await recordsOf(integrationId) },
    };
  }
  const recordsOf = async (integrationId: string): Promise<Readonly<Record<string, number>>> => ({
    ...(await (await backend.reader(integrationId)).counts()),
  });
  async function requireRun(integrationId: string, runId: string): Promise<void> {
    if ((await broughtBy(integrationId))?.runId === runId) return;
    throw new AppError(
      'signOff.notNewest',
      'ask',
      'There has been another sync since, so this is not what would be signed for.',
      {
        fix: 'Look at the newest sync, then sign.',
      },
    );
  }

  return {
    'phases.get': ({ integrationId }) => view(integrationId),
    'phases.require': ({ integrationId, required }) => {
      backend.integrations.patch(integrationId, (config) => ({ ...config, phases: { ...config.phases, required } }));
      return view(integrationId);
    },
    'phases.review': async ({ integrationId, runId, by, note }) => {
      await requireRun(integrationId, runId);
      const records = await recordsOf(integrationId);
      backend.integrations.patch(integrationId, (config) => {
        requireEnvironment(config, 'test');
        const review = {
          by,
          note,
          at: new Date().toISOString(),
          runId,
          records,
          fingerprint: settingsFingerprint(config),
        };
        return { ...config, phases: { ...config.phases, review } };
      });
      return view(integrationId);
    },
    'phases.accept': async ({ integrationId, runId, by, note }) => {
      await requireRun(integrationId, runId);
      backend.integrations.patch(integrationId, (config) => {
        requireEnvironment(config, 'production');
        const acceptance = { by, note, at: new Date().toISOString(), runId, fingerprint: settingsFingerprint(config) };
        return { ...config, phases: { ...config.phases, acceptance } };
      });
      return view(integrationId);
    },
  };
};

function phaseOf(
  hasRun: boolean,
  isReviewed: boolean,
  environment: IntegrationConfig['environment'],
  isAccepted: boolean,
): PhasesView['phase'] {
  if (environment === 'production') return isAccepted ? 'accepted' : 'production';
  return hasRun || isReviewed ? 'review' : 'setUp';
}

function requireEnvironment(config: IntegrationConfig, environment: IntegrationConfig['environment']): void {
  if (config.environment === environment) return;
  throw new AppError(
    'signOff.wrongEnvironment',
    'ask',
    environment === 'test'
      ? 'Test data are signed for while the integration is a test.'
      : 'Production is accepted once the integration is in production.',
    { fix: 'Change the environment under Settings > General, then try again.' },
  );
}
