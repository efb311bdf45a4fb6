import { userInfo } from 'node:os';
import { stringify } from 'csv-stringify/sync';
import type { UsernameReport, UsernameRole } from '../../shared/integration/roster.ts';
import type { Output, Parsed } from '../../shared/ipc/contract.ts';
import type { PersonMismatch } from '../../shared/ipc/contract/roster.ts';
import type { Backend } from '../backend-api.ts';
import type { ListOwner } from '../setup/directory/list-uploads.ts';
import { looksLikeFormula } from '../store/export/flat-record.ts';

/** Comparisons of usernames with a directory. Whom one found is held in memory only, for as long as somebody may look at it. */
export interface MatchDesk {
  compare(owner: ListOwner, names: readonly string[]): Promise<UsernameReport>;
  mismatches(input: Parsed<'directory.mismatches'>): Output<'directory.mismatches'>;
  csv(input: Parsed<'directory.mismatchesCsv'>): Output<'directory.mismatchesCsv'>;
}

const mostHeld = 8;
const rowsPerPart = 2000;

export function openMatchDesk(backend: Backend): MatchDesk {
  const held = new Map<string, readonly PersonMismatch[]>();
  const keyOf = ({ integrationId, role }: ListOwner): string => `${role} ${integrationId}`;
  const of = (owner: ListOwner): readonly PersonMismatch[] | undefined => {
    // An integration that was deleted has none.
    backend.integrations.get(owner.integrationId);
    return held.get(keyOf(owner));
  };

  return {
    async compare(owner, names) {
      const { integrationId, role } = owner;
      const { source } = backend.integrations.get(integrationId).config.roster.usernames[role];
      const reader = await backend.reader(integrationId);
      const { mismatches, ...counts } = await reader.matchPeople({ role, source, names });
      const report: UsernameReport = { comparedOn: dayOf(new Date()), source, ...counts };
      backend.integrations.patch(integrationId, (config) => ({
        ...config,
        roster: {
          ...config.roster,
          usernames: { ...config.roster.usernames, [role]: { ...config.roster.usernames[role], report } },
        },
      }));
      const [oldest] = held.keys();
      if (held.size >= mostHeld && oldest !== undefined) held.delete(oldest);
      held.set(keyOf(owner), mismatches);
      return report;
    },
    mismatches({ kind, offset, limit, ...owner }) {
      const all = of(owner);
      const chosen = (all ?? []).filter((mismatch) => kind === null || mismatch.kind === kind);
      return { isHeld: all !== undefined, total: chosen.length, mismatches: chosen.slice(offset, offset + limit) };
    },
    csv({ offset, ...owner }) {
      const all = of(owner) ?? [];
      if (offset === 0) note(backend, owner, all.length);
      const part = all.slice(offset, offset + rowsPerPart);
      const rows = part.map(({ kind, id, name, username, inDirectory }) =>
        [inWords[kind], id, name, username, inDirectory ?? ''].map(disarmed),
      );
      const text = stringify(offset === 0 ? [header, ...rows] : rows, { record_delimiter: 'windows' });
      return { text, next: offset + rowsPerPart < all.length ? offset + rowsPerPart : null };
    },
  };
}

const header = ['problem', 'powerSchoolId', 'name', 'username', 'inDirectory'];

const inWords: Readonly<Record<PersonMismatch['kind'], string>> = {
  missing: 'not in the directory',
  ambiguous: 'more than one',
  blank: 'no username',
  caseDiffers: 'other capitals',
};

/** It leaves the application with names of people in it. */
function note({ integrations }: Backend, { integrationId, role }: ListOwner, rows: number): void {
  const entry = integrations.accessLog.begin({
    who: userInfo().username,
    integrationId,
    integrationName: integrations.get(integrationId).config.name,
    content: `Usernames that do not match, ${nameOf[role]}`,
    format: 'csv',
    isWholeDistrict: false,
    fileName: `usernames ${nameOf[role]}.csv`,
  });
  integrations.accessLog.end(entry, 'saved', rows);
}

const nameOf: Readonly<Record<UsernameRole, string>> = { staff: 'staff', student: 'students' };

/** A spreadsheet would run a text that begins like a formula. */
const disarmed = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text);

/** The day where the application runs. */
const dayOf = (now: Date): string =>
  `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
