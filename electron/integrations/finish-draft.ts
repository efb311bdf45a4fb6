import { AppError } from '../../shared/errors.ts';
import { allProblems, problemsOf, readyFile } from '../../shared/integration/draft-steps.ts';
import { isPartnerCheck, standingInTheWay, type CheckReport } from '../../shared/integration/check-report.ts';
import type { Draft } from '../../shared/integration/draft.ts';
import type { Integration } from '../../shared/integration/config.ts';
import type { Backend } from '../backend-api.ts';
import { secretNames, type CredentialStore } from '../credentials/credential-store.ts';
import { checkPluginOf } from './check-plugin.ts';

/** Tries every set-up check on the draft, live. */
type CheckDraft = () => Promise<readonly CheckReport[]>;

type Parts = Pick<Backend, 'drafts' | 'integrations' | 'credentials' | 'sessionSecrets' | 'profile'>;

/** The draft with what is known of its secrets. A keychain that does not answer counts as one without them: each step says what is wrong. */
export async function readDraft(
  { drafts, credentials }: Pick<Parts, 'drafts' | 'credentials'>,
  draftId: string,
): Promise<Draft> {
  const stored = drafts.get(draftId);
  const [powerschool, partner] = await Promise.all(secretNames.map((name) => has(credentials, draftId, name)));
  return { ...stored, secrets: { powerschool: powerschool === true, partner: partner === true } };
}

async function has(credentials: CredentialStore, id: string, name: (typeof secretNames)[number]): Promise<boolean> {
  try {
    return (await credentials.get(id, name)) !== null;
  } catch {
    return false;
  }
}

/**
 * Makes an integration of a draft: settings, plugin and secrets go over, the draft goes. Throws AppError `draft.incomplete` (ask) that
 * names what is missing, and `draft.wouldFail` (ask) where a check fails now that would fail in a sync; then, and wherever the keychain refuses, the draft stays as it was and no integration is left.
 */
export async function finishDraft(parts: Parts, draftId: string, check: CheckDraft): Promise<Integration> {
  const { drafts, integrations, profile } = parts;
  const draft = await readDraft(parts, draftId);
  refuseIncomplete(draft);
  refuseFailing(await check());
  const file = readyFile(draft.file);
  const baseFolder = profile.draftFolder(draftId);
  await checkPluginOf(file, baseFolder, null);
  const integration = integrations.create(file, { baseFolder });
  try {
    await moveSecrets(parts, draftId, integration);
  } catch (error) {
    // Half an integration helps nobody.
    await integrations.delete(integration.id, { leaveSecrets: true });
    throw error;
  }
  await drafts.delete(draftId);
  return integration;
}

/** What was to be kept for this session only is not written to the keychain now. */
async function moveSecrets(
  { credentials, sessionSecrets }: Pick<Parts, 'credentials' | 'sessionSecrets'>,
  draftId: string,
  { id, config }: Integration,
): Promise<void> {
  for (const name of secretNames) {
    if (name === 'partner.clientSecret' && config.partner === null) continue;
    const ofSession = await sessionSecrets.get(draftId, name);
    const secret = ofSession ?? (await credentials.get(draftId, name));
    if (secret !== null) await (ofSession === null ? credentials : sessionSecrets).set(id, name, secret);
  }
}

function refuseIncomplete({ checks: _earlier, ...draft }: Draft): void {
  const problems = problemsOf('review', draft);
  if (problems.length === 0) return;
  const steps = allProblems(draft).map(({ step, field }) => `${step}: ${field}`);
  throw new AppError('draft.incomplete', 'ask', 'The integration cannot be finished yet: something is missing.', {
    fix: 'Go to the review, which lists what is missing with a link to each.',
    details: { problems: steps.length > 0 ? steps : problems.map(({ field }) => field) },
  });
}

/** Nobody is there at night to put right what can be seen to fail now. */
function refuseFailing(reports: readonly CheckReport[]): void {
  const failing = standingInTheWay(reports);
  const [first] = failing;
  if (first === undefined) return;
  const step = isPartnerCheck(first) ? 'Partner' : 'Delivery';
  throw new AppError('draft.wouldFail', 'ask', `It cannot be finished, because a sync would fail: ${first.message}`, {
    fix: `${first.fix?.split('\n')[0] ?? ''} The step ${step} has more.`.trim(),
    details: {
      problems: failing.map((report) => `${isPartnerCheck(report) ? 'partner' : 'delivery'}: checks.${report.id}`),
    },
  });
}
