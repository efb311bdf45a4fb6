import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { syncsGrades, type Integration } from '../../shared/integration/config.ts';
import type { PlanSummary } from '../../shared/exchange/plan.ts';
import { mappingsText, type MappingSet } from '../../shared/integration/mappings.ts';
import { missingApprovals } from '../../shared/integration/prerequisites.ts';
import { cutOff } from '../../shared/integration/retention.ts';
import type { RunProgress, RunReport, StopWhen } from '../../shared/integration/run.ts';
import type { Integrations, Runs, StartRun } from '../backend-api.ts';
import { mappingsDigest } from '../connectors/mapped-source.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import { requireUsernames } from '../integrations/roster-rules.ts';
import { requireMatchedIds } from '../integrations/require-matched-ids.ts';
import { requireSignOff } from '../integrations/sign-off.ts';
import { requireMasterFields } from '../integrations/require-master-fields.ts';
import type { Profile } from '../profile.ts';
import { openPlans } from '../store/plans/open-plans.ts';
import { startEngineThread, type EngineThread } from './engine-thread.ts';
import type { ExchangeSettings } from './exchange-settings.ts';
import type { SourceSettings } from './source-settings.ts';

/** Starts runs, each on an engine thread, and keeps those under way. */
export function openRunService(profile: Profile, integrations: Integrations, credentials: CredentialStore): Runs {
  const underWay = new Map<string, { readonly thread: EngineThread; progress: RunProgress | undefined }>();

  return {
    async start(run: StartRun, onProgress?: (progress: RunProgress) => void): Promise<RunReport> {
      const integration = integrations.get(run.integrationId);
      if (run.dryRun !== true) requireMasterFields(integration.config);
      const source = await sourceSettings(integration, credentials, mappingsOf(integration, run));
      const applied =
        run.planId === undefined
          ? null
          : requireApplicable(profile.database(integration.id), integration.id, run.planId);
      // A plan may be made and looked at, and what was written may be taken back.
      const takesBack = run.undo !== undefined || applied?.kind === 'undo';
      if (run.dryRun !== true && run.planOnly !== true && !takesBack) {
        requireUsernames(integration.config);
        requireSignOff(integration.config);
        requireMatchedIds(integration.config);
      }
      const exchange = await exchangeSettings(integration, credentials, run);
      if (underWay.has(integration.id)) {
        throw new AppError('run.locked', 'stop', 'Another run of this integration is under way.', {
          fix: 'Wait until it has ended, or stop it, then try again.',
        });
      }
      const entry: { thread: EngineThread; progress: RunProgress | undefined } = {
        progress: undefined,
        thread: startEngineThread(
          {
            database: profile.database(integration.id),
            source,
            exchange,
            retention: integration.config.retention,
            run: {
              runId: randomUUID(),
              integrationId: integration.id,
              dryRun: run.dryRun ?? false,
              full: run.full ?? false,
              settings: settingsOf(source),
              resumeWithinHours: integration.config.advanced.resumeWithinHours,
              limits: integration.config.limits,
            },
          },
          (progress) => {
            entry.progress = progress;
            onProgress?.(progress);
          },
        ),
      };
      underWay.set(integration.id, entry);
      try {
        const report = await entry.thread.done;
        if (!report.dryRun) forgetOldAccess(integrations, integration.id);
        return report;
      } finally {
        underWay.delete(integration.id);
      }
    },

    cancel(integrationId: string, when: StopWhen = 'now'): boolean {
      const entry = underWay.get(integrationId);
      entry?.thread.cancel(when);
      return entry !== undefined;
    },

    current: (integrationId: string) => underWay.get(integrationId)?.progress,
  };
}

function forgetOldAccess(integrations: Integrations, id: string): void {
  const before = cutOff(integrations.get(id).config.retention.accessLogDays, Date.now());
  if (before !== null) integrations.accessLog.removeBefore(id, new Date(before));
}

/** Throws AppError `plan.unknown` or `plan.notOpen` (stop). What has changed since a plan was made is held back when it is applied. */
function requireApplicable(database: string, integrationId: string, planId: string): PlanSummary {
  const plans = openPlans(database, integrationId);
  try {
    const plan = plans.get(planId);
    if (plan === undefined) {
      throw new AppError('plan.unknown', 'stop', 'There is no such plan of this integration.', {
        fix: 'List its plans (plans list), and take one of them.',
      });
    }
    if (plan.state === 'applied') {
      throw new AppError('plan.notOpen', 'stop', 'This plan has been applied already.', {
        fix: 'Sync again: what is still to be written is planned anew.',
      });
    }
    return plan;
  } finally {
    plans.close();
  }
}

/** The mappings in use; a dry run may try those in draft. */
function mappingsOf({ config }: Integration, { dryRun, draftMappings }: StartRun): MappingSet {
  const { active, draft } = config.mappings;
  return dryRun === true && draftMappings === true ? (draft ?? active) : active;
}

/** What decides which records a run asks for. An interrupted run is gone on from only with the same. */
function settingsOf({ url, schools, schoolYear, nextYearFrom, gradeSync, advanced, mappings }: SourceSettings): string {
  const { includeInactiveStudents, includeStaffWithoutSections, includeCoTeachers } = advanced;
  const mapped = mappingsText(mappings);
  return JSON.stringify({
    url,
    schools,
    schoolYear,
    ...(nextYearFrom === null ? {} : { nextYearFrom }),
    gradeSync,
    includeInactiveStudents,
    includeStaffWithoutSections,
    ...(includeCoTeachers ? {} : { includeCoTeachers }),
    ...(mapped === '[]' ? {} : { mapped: mappingsDigest(mapped) }),
  });
}

async function sourceSettings(
  integration: Integration,
  credentials: CredentialStore,
  mappings: MappingSet,
): Promise<SourceSettings> {
  const { config, id } = integration;
  if (config.mode === 'import' && config.gradeSync.enabled && config.gradeSync.activation === null) {
    throw new AppError(
      'integration.notReady',
      'ask',
      'Grade Sync has not been activated for this integration: support’s confirmation is missing (S23).',
      { fix: 'Ask support to activate Grade Sync, then enter the reference and the date of the confirmation.' },
    );
  }
  const approval = missingApprovals(config.prerequisites)[0];
  if (approval !== undefined) {
    throw new AppError('integration.notReady', 'ask', 'An approval that Canvas’s rules want is missing (C6, C8).', {
      fix: approval.message,
    });
  }
  const clientSecret = await credentials.get(id, 'powerschool.clientSecret');
  if (config.powerschool.clientId === null || clientSecret === null) {
    throw new AppError('credentials.missing', 'ask', 'The client ID or the client secret of PowerSchool is missing.', {
      fix: 'In PowerSchool, open the plugin’s Data Provider Configuration, copy both, and enter them for this integration.',
    });
  }
  return {
    url: config.powerschool.url,
    clientId: config.powerschool.clientId,
    clientSecret,
    ca: config.powerschool.caFile === null ? null : readCa(config.powerschool.caFile),
    environment: config.environment,
    schools: config.schools,
    schoolYear: config.schoolYear,
    nextYearFrom: config.nextYearFrom,
    gradeSync: syncsGrades(config),
    mappings,
    advanced: config.advanced,
  };
}

/** The other end of a 2-Way Sync; null in an import, and where Grade Sync is off or paused: then there is nothing to exchange (S17). */
async function exchangeSettings(
  { config, id }: Integration,
  credentials: CredentialStore,
  run: StartRun,
): Promise<ExchangeSettings | null> {
  const { partner, gradeSync, masterFields, gradeRule, limits, fixes } = config;
  if (partner === null || !syncsGrades(config) || run.draftMappings === true) {
    if (run.undo === undefined && run.planId === undefined) return null;
    if (gradeSync.enabled && gradeSync.paused) {
      throw new AppError('gradeSync.paused', 'ask', 'Grade Sync is paused: nothing is written to either system.', {
        fix: 'Let it go on under Settings, General (gradeSync.paused), then try again.',
      });
    }
    throw new AppError(
      'undo.nothing',
      'stop',
      'This integration writes to no other system: there is nothing to apply or to take back.',
      {
        fix: 'The local copy follows PowerSchool by itself: sync again.',
      },
    );
  }
  const clientSecret = await credentials.get(id, 'partner.clientSecret');
  if (partner.clientId === null || clientSecret === null) {
    throw new AppError(
      'credentials.missing',
      'ask',
      `The client ID or the client secret of ${partner.name} is missing.`,
      {
        fix: `Copy both from ${partner.name}, and enter them for this integration.`,
      },
    );
  }
  const ca = partner.caFile === null ? null : readCa(partner.caFile);
  return { partner, clientSecret, ca, masterFields, gradeRule, limits, fixes, mode: modeOf(run) };
}

function modeOf({ dryRun, planOnly, planId, undo }: StartRun): ExchangeSettings['mode'] {
  const upTo = dryRun === true ? 'dryRun' : planOnly === true ? 'plan' : 'apply';
  if (undo !== undefined) return { kind: 'undo', runId: undo, upTo };
  return planId === undefined ? { kind: 'sync', upTo } : { kind: 'applyPlan', planId };
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('tls.caUnreadable', 'ask', 'The file of the private certificate authority cannot be read.', {
      fix: 'Check the path in caFile of this integration.',
      cause: error,
    });
  }
}
