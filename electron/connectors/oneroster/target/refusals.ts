import { statusInfoOf } from '../api/status-info.ts';

export interface Refusal {
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
}

type Kind =
  | 'deleteRefused'
  | 'badRecord'
  | 'noWriteAccess'
  | 'unknownReference'
  | 'notWritable'
  | 'conflict'
  | 'tooLarge'
  | 'invalid'
  | 'refused';

/** What minor codes mean, without their blanks and underscores (reference §5.7). */
const minors: Readonly<Record<string, Kind>> = {
  unknownobject: 'unknownReference',
  unknownvocabulary: 'invalid',
  invaliddata: 'invalid',
  forbidden: 'noWriteAccess',
  unauthorisedrequest: 'noWriteAccess',
  unauthorizedrequest: 'noWriteAccess',
  unsupported: 'notWritable',
};

const statuses: Readonly<Record<number, Kind>> = {
  400: 'badRecord',
  403: 'noWriteAccess',
  404: 'unknownReference',
  405: 'notWritable',
  409: 'conflict',
  413: 'tooLarge',
  414: 'tooLarge',
  422: 'invalid',
  501: 'notWritable',
};

/** An answer that calls itself a success and says in its body that it is none (reference §5.7). */
export function isFailure(text: string): boolean {
  const { major } = statusInfoOf(text);
  return major === 'failure' || major === 'unsupported';
}

/**
 * A clear no in a sentence of ours and, quoted, what the server says of it (reference §5.7); null where the answer leaves open whether it was
 * done. What it says may hold names and scores: it is for the screen and the receipt, never for a log.
 */
export function refusalOf(status: number, text: string, product: string, what: string): Refusal | null {
  const kind = kindOf(status, text);
  if (kind === null) return null;
  const [reason, fix] = sentenceOf(kind, status, product, what);
  const said = quoted(statusInfoOf(text).description);
  return {
    code: `partner.${kind}`,
    reason: said === '' ? reason : `${reason} ${product} says: “${said}”`,
    fix,
  };
}

function kindOf(status: number, text: string): Kind | null {
  const { minor } = statusInfoOf(text);
  const code = minor?.replaceAll('_', '').toLowerCase() ?? '';
  if (code === 'deletefailure') return 'deleteRefused';
  if (code === 'serverbusy' || code === 'internalservererror') return null;
  const isOpen = (status >= 300 && status < 400) || (status >= 500 && status !== 501);
  if (isOpen || status === 408 || status === 425) return null;
  // These say too little by themselves; a success that is none says nothing at all.
  const isVague = status <= 400 || status === 422;
  const byCode = minors[code];
  if (isVague && byCode !== undefined && (status < 400 || byCode !== 'invalid')) return byCode;
  return statuses[status] ?? 'refused';
}

const mostSaid = 200;

/** In one line, without what a screen could not show, and no longer than a screen can bear. */
function quoted(description: string): string {
  const line = description.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > mostSaid ? `${line.slice(0, mostSaid)}…` : line;
}

function sentenceOf(kind: Kind, status: number, product: string, what: string): readonly [reason: string, fix: string] {
  switch (kind) {
    case 'deleteRefused':
      return [
        `${product} refuses to delete ${what}, because other records hang on it.`,
        `Delete what hangs on it in ${product} first, or leave it there.`,
      ];
    case 'badRecord':
      return [`${product} does not take ${what}: something in it is not as it wants it.`, fixRecord(product)];
    case 'noWriteAccess':
      return [
        `${product} does not let this client write ${what}.`,
        `Ask the administrator of ${product} to grant it the scopes gradebook.createput and gradebook.delete.`,
      ];
    case 'unknownReference':
      return [
        `${product} does not know a record that ${what} belongs to.`,
        `Sync again: ${product} is read anew. If it stays, look for the class, line item or student there.`,
      ];
    case 'notWritable':
      return [
        `${product} offers no writing of ${what}.`,
        `Ask the support of ${product} whether gradebook writes can be opened for your district.`,
      ];
    case 'conflict':
      return [
        `${product} refuses ${what}, because it contradicts another record there.`,
        'Look for another record of the same name; rename one of the two, then sync again.',
      ];
    case 'tooLarge':
      return [`${what} is too large for ${product}.`, 'Shorten its description or comment.'];
    case 'invalid':
      return [`${product} does not accept the values of ${what}.`, fixRecord(product)];
    case 'refused':
      return [`${product} refuses ${what} (${status}).`, fixRecord(product)];
  }
}

const fixRecord = (product: string): string =>
  `Compare the record with the limits of ${product}: length of its name, score type, dates, owner; then sync again.`;
