import type { AppError } from '../../../../shared/errors.ts';
import type { Exchange } from '../../target.ts';
import { isErrorBody, isRecord } from '../api/envelopes.ts';
import type { PowerSchoolApi, WriteAnswer, WriteRequest } from '../api/powerschool-api.ts';
import { bodyText } from '../api/write-answers.ts';
import { refusalOf, type Refusal } from './refusals.ts';

/** What became of one request. */
export type Verdict =
  | { readonly kind: 'done'; readonly body: unknown; readonly location: string | null; readonly exchange: Exchange }
  | { readonly kind: 'rejected'; readonly refusal: Refusal; readonly body: unknown; readonly exchange: Exchange }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      /** Of the connection, where there was no answer. */
      readonly error: AppError | null;
      readonly exchange: Exchange;
    };

const noAnswer = 'PowerSchool did not answer, or not to the end. It may have been done or not.';
const noClearAnswer = 'PowerSchool’s answer does not tell whether it was done.';

/** Sends a write and judges its answer: what is neither a clear yes nor a clear no is `unknown`. */
export async function carryOut(api: PowerSchoolApi, request: WriteRequest, signal: AbortSignal): Promise<Verdict> {
  const answer = await api.write(request, signal);
  const exchange = exchangeOf(request, answer);
  if (answer.kind === 'lost') return { kind: 'unknown', reason: noAnswer, error: answer.error, exchange };
  const { status, text, location } = answer;
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    const isClear = text.trim() === '' || (body !== undefined && !(isRecord(body) && isErrorBody(body)));
    return isClear
      ? { kind: 'done', body, location, exchange }
      : { kind: 'unknown', reason: noClearAnswer, error: null, exchange };
  }
  const refusal = refusalOf(status, text, body, request);
  return refusal === null
    ? { kind: 'unknown', reason: noClearAnswer, error: null, exchange }
    : { kind: 'rejected', refusal, body, exchange };
}

/** For the receipt: path, query, body and answer. What signs a request is a header, and no part of it. */
function exchangeOf(request: WriteRequest, answer: WriteAnswer): Exchange {
  const answered = answer.kind === 'answered';
  return {
    ...shownRequest(request),
    status: answered ? answer.status : null,
    answer: answered && answer.text !== '' ? answer.text : null,
  };
}

export const shownRequest = ({
  method,
  path,
  params,
  ...written
}: WriteRequest): Pick<Exchange, 'method' | 'path' | 'body'> => ({
  method,
  path: `${path}?${new URLSearchParams(params).toString()}`,
  body: bodyText(written),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
