import type { UsernameSource } from './roster.ts';

/** Where the name to sign in with may be found in a person's record. */
export interface UsernameParts {
  readonly username: string | null;
  readonly email: string | null;
  /** Staff's or student's number. */
  readonly identifier: string | null;
  readonly stateId: string | null;
}

/** The name that somebody signs in with (C19); null where the source has none. Nothing is altered. */
export function usernameFrom(source: UsernameSource, person: UsernameParts): string | null {
  switch (source) {
    case 'username':
      return filled(person.username);
    case 'email':
      return filled(person.email);
    case 'emailName':
      return filled(person.email?.split('@')[0]);
    case 'number':
      return filled(person.identifier);
    case 'stateId':
      return filled(person.stateId);
  }
}

const filled = (text: string | null | undefined): string | null =>
  text === null || text === undefined || text.trim() === '' ? null : text;
