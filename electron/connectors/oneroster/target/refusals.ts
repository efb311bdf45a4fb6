import { statusInfoOf } from '../api/status-info.ts';

export interface Refusal {
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
}

/**
 * A clear no in the partner's words (reference §5.7), or null where the answer leaves open whether it was done. The server's own sentences stay
 * out: they may hold names and scores.
 */
export function refusalOf(status: number, text: string, product: string, what: string): Refusal | null {
  const { minor } = statusInfoOf(text);
  const refusal = (code: string, reason: string, fix: string): Refusal => ({ code: `partner.${code}`, reason, fix });
  if (minor?.toLowerCase() === 'deletefailure') {
    return refusal(
      'deleteRefused',
      `${product} refuses to delete ${what}, because other records hang on it.`,
      `Delete what hangs on it in ${product} first, or leave it there.`,
    );
  }
  switch (status) {
    case 400:
      return refusal(
        'badRecord',
        `${product} does not take ${what}: something in it is not as it wants it.`,
        fixRecord(product),
      );
    case 403:
      return refusal(
        'noWriteAccess',
        `${product} does not let this client write ${what}.`,
        `Ask the administrator of ${product} to grant it the scopes gradebook.createput and gradebook.delete.`,
      );
    case 404:
      return refusal(
        'unknownReference',
        `${product} does not know a record that ${what} belongs to.`,
        `Sync again: ${product} is read anew. If it stays, look for the class, line item or student there.`,
      );
    case 405:
    case 501:
      return refusal(
        'notWritable',
        `${product} offers no writing of ${what}.`,
        `Ask the support of ${product} whether gradebook writes can be opened for your district.`,
      );
    case 409:
      return refusal(
        'conflict',
        `${product} refuses ${what}, because it contradicts another record there.`,
        'Look for another record of the same name; rename one of the two, then sync again.',
      );
    case 413:
    case 414:
      return refusal('tooLarge', `${what} is too large for ${product}.`, 'Shorten its description or comment.');
    case 422:
      return refusal('invalid', `${product} does not accept the values of ${what}.`, fixRecord(product));
    default:
      return status >= 400 && status < 500 && status !== 408 && status !== 425
        ? refusal('refused', `${product} refuses ${what} (${status}).`, fixRecord(product))
        : null;
  }
}

const fixRecord = (product: string): string =>
  `Compare the record with the limits of ${product}: length of its name, score type, dates, owner; then sync again.`;
