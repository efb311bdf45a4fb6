import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Integration } from '../../shared/integration/config.ts';
import { draftFileSchema, stepNames, type DraftFile, type StepName } from '../../shared/integration/draft.ts';
import { mergePatch } from '../../shared/integration/merge-patch.ts';
import type { Drafts, StoredDraft } from '../backend-api.ts';
import type { CredentialStore } from '../credentials/credential-store.ts';
import type { Profile } from '../profile.ts';
import { migrate } from '../store/migrate.ts';
import { openDraftChecks } from './draft-checks.ts';
import { appMigrations } from './migrations.ts';

interface DraftRow {
  readonly id: string;
  readonly step: string;
  readonly file: string;
  readonly copiedFrom: string | null;
  readonly updatedAt: string;
}

const columns = 'id, step, file, copiedFrom, updatedAt';

/** The drafts of a profile, in its `app.db`. Secrets stay in the credential store, under the draft's id. */
export function openDrafts(profile: Profile, credentials: CredentialStore, now: () => Date = () => new Date()): Drafts {
  const db = new Database(profile.appDatabase, { timeout: 10_000 });
  try {
    migrate(db, profile.appDatabase, appMigrations);
  } catch (error) {
    db.close();
    throw error;
  }
  const all = db.prepare<[], DraftRow>(`SELECT ${columns} FROM draft ORDER BY updatedAt DESC, id`);
  const one = db.prepare<[string], DraftRow>(`SELECT ${columns} FROM draft WHERE id = ?`);
  const insert = db.prepare(
    'INSERT INTO draft (id, step, file, copiedFrom, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const change = db.prepare('UPDATE draft SET step = ?, file = ?, updatedAt = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM draft WHERE id = ?');

  const checks = openDraftChecks(db, now);

  function get(id: string): StoredDraft {
    const row = one.get(id);
    if (row !== undefined) return draftOf(row);
    throw new AppError('draft.unknown', 'stop', 'There is no draft with this id.', {
      fix: 'It was finished or discarded: go to Home, where the drafts are listed.',
    });
  }

  function draftOf(row: DraftRow): StoredDraft {
    const draft = toDraft(row);
    return { ...draft, checks: checks.find(row.id, draft.file) };
  }

  const merge = db.transaction((id: string, patch: DraftFile, step: StepName | undefined): StoredDraft => {
    const before = get(id);
    const file = mergePatch(before.file, patch);
    change.run(step ?? before.step, JSON.stringify(file), now().toISOString(), id);
    return get(id);
  });

  return {
    list: () => all.all().map(draftOf),
    get,
    create(file = {}, copiedFrom = null) {
      // With a dot: no integration's id has one, so that neither can have the other's secrets.
      const id = `draft.${randomUUID()}`;
      const at = now().toISOString();
      insert.run(id, 'prerequisites', JSON.stringify(file), copiedFrom, at, at);
      return get(id);
    },
    update: (id, { patch = {}, step }) => merge.immediate(id, patch, step),
    async delete(id) {
      get(id);
      await removeSecrets(credentials, id);
      checks.forget(id);
      remove.run(id);
      rmSync(profile.draftFolder(id), { recursive: true, force: true, maxRetries: 3 });
    },
    checks,
    close: () => void db.close(),
  };
}

/**
 * A keychain that cannot be reached must not hold a draft fast, least of all where it never kept anything: what it may still have stands
 * under an id that nothing names any more.
 */
async function removeSecrets(credentials: CredentialStore, id: string): Promise<void> {
  try {
    await credentials.deleteAll(id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'credentials.unavailable') throw error;
  }
}

/**
 * Everything of an integration but what belongs to it alone: its plugin, its credentials, support's confirmation, what was found and
 * agreed about its usernames, and who has signed for what and matched its ids.
 */
export function copyWithGradeSync({ config }: Integration): DraftFile {
  const { powerschool, partner, roster, phases, formerIds, ...rest } = config;
  return {
    ...rest,
    name: `${config.name.slice(0, 80)} with Grade Sync`,
    gradeSync: { enabled: true, activation: null },
    powerschool: { ...powerschool, clientId: null, plugin: null },
    partner: partner === null ? null : { ...partner, clientId: null },
    phases: { required: phases.required },
    // Its local copy begins empty: nobody has matched its ids yet.
    formerIds: { expected: formerIds.expected },
    roster: {
      ...roster,
      usernames: {
        staff: { ...roster.usernames.staff, report: null },
        student: { ...roster.usernames.student, report: null },
      },
      authentication: { ...roster.authentication, signOff: null },
    },
  };
}

const rowSchema = z.object({ step: z.enum(stepNames).catch('prerequisites'), file: draftFileSchema });

function toDraft({ id, copiedFrom, updatedAt, ...row }: DraftRow): Omit<StoredDraft, 'checks'> {
  return { draftId: id, copiedFrom, updatedAt, ...rowSchema.parse({ step: row.step, file: JSON.parse(row.file) }) };
}
