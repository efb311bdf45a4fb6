import { AppError } from '../../../../shared/errors.ts';
import type { HttpAnswer } from '../../http/http-client.ts';
import { retryAfterMs, waitInText } from '../../http/server-wait.ts';
import { statusInfoOf } from './status-info.ts';

/** What an error may say: whose server, and what was asked of it (`the line items`). */
export interface Told {
  readonly product: string;
  readonly host: string;
  readonly asked: string;
}

/** An answer that is of no shape that this call has. Another attempt may do better. */
export const badAnswer = ({ product }: Told, what: string): AppError =>
  new AppError('remote.badAnswer', 'retry', `The answer of ${product} ${what}.`, {
    fix: `Try again later. If it happens again, ask the support of ${product}.`,
  });

export const isWebPage = (text: string): boolean => /^\s*</.test(text);

/** A web page or a redirect where data belongs: the wrong host, or a proxy in between. */
export function notOneRoster(answer: HttpAnswer, { product, host }: Told): AppError {
  const redirects = answer.status >= 300 && answer.status < 400;
  const what = redirects ? 'sends us to another page' : 'answers with a web page';
  return new AppError('net.notOneRoster', 'stop', `${host} ${what} where the data of ${product} should be.`, {
    fix: `Check the address: it is that of ${product}'s OneRoster service, not of its web site.`,
    details: { status: answer.status },
  });
}

/** The wait that a refusal for too many requests asks for; null if the answer is none. */
export function throttled(answer: HttpAnswer, now: number): { readonly waitMs: number | null } | null {
  if (answer.status !== 429) return null;
  return { waitMs: retryAfterMs(answer.header('retry-after'), now) ?? waitInText(answer.text) };
}

export const tooManyRequests = (product: string, waitMs: number | null): AppError =>
  new AppError('remote.rateLimited', 'retry', `${product} refuses requests because there were too many.`, {
    fix: 'Try again later, or choose a longer interval between requests in the advanced settings.',
    details: waitMs === null ? {} : { retryAfterMs: waitMs },
  });

/** An answer that is no success, as an AppError (reference §5.7). The server's own sentences stay out: they may hold anything. */
export function errorOfAnswer(answer: HttpAnswer, told: Told, now: number): AppError {
  const { status, text } = answer;
  const { product, asked } = told;
  if (status < 400) return notOneRoster(answer, told);
  const { minor } = statusInfoOf(text);
  const details = { status, asked, ...(minor === null ? {} : { minor }) };
  if (status === 401) {
    return new AppError('auth.tokenRefused', 'ask', `${product} gave us access and then refused it.`, {
      fix: `Check in ${product} that this client may use OneRoster and that its secret was not changed; then enter it again.`,
      details,
    });
  }
  if (status === 403) {
    return new AppError('rights.refused', 'ask', `${product} does not let us read ${asked}.`, {
      fix: `Ask the administrator of ${product} to grant this client the scopes roster.readonly and gradebook.readonly.`,
      details,
    });
  }
  if (status === 408 || status === 425 || status >= 500) {
    if (status === 501) return notOffered(told, details);
    const wait = retryAfterMs(answer.header('retry-after'), now);
    return new AppError('remote.serverError', 'retry', `${product} reports an error of its own (${status}).`, {
      fix: `Try again later. If it goes on, ask the support of ${product}.`,
      details: wait === null ? details : { ...details, retryAfterMs: wait },
    });
  }
  if (status === 404 || status === 405) return isWebPage(text) ? notOneRoster(answer, told) : notOffered(told, details);
  return new AppError('remote.badRequest', 'stop', `${product} does not accept our request for ${asked} (${status}).`, {
    fix: `Check the OneRoster version of this integration; if it is right, send a support file to support.`,
    details,
  });
}

const notOffered = ({ product, asked }: Told, details: Readonly<Record<string, unknown>>): AppError =>
  new AppError('remote.notOffered', 'ask', `${product} does not offer ${asked} at this address.`, {
    fix: 'Check the address and the OneRoster version (1.1 or 1.2) of the partner.',
    details,
  });
