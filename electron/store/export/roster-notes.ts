import { currentReport, unresolvedOf, usernameRoles, type Roster } from '../../../shared/integration/roster.ts';
import type { Notes } from './notes.ts';

/** A package goes out all the same; whoever hands it on is told who could not sign in with it (C10). */
export function noteOpenPoints({ usernames }: Roster, notes: Notes): void {
  for (const role of usernameRoles) {
    const report = currentReport(usernames[role]);
    const count = report === null ? 0 : unresolvedOf(report);
    const whose = role === 'staff' ? 'staff' : 'students';
    if (count > 0) notes.add('users.csv', `a username of ${whose} does not match the directory`, count);
  }
}
