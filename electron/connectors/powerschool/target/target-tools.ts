import { AppError } from '../../../../shared/errors.ts';
import type { Change, Exchange, PushOutcome } from '../../target.ts';
import type { PowerSchoolApi, WriteRequest } from '../api/powerschool-api.ts';
import type { LetterBook } from './letters.ts';
import { refusalOfReading, type Refusal } from './refusals.ts';
import type { TermIds } from './term-ids.ts';
import { carryOut, type Verdict } from './verdict.ts';

/** What `push` and `look` work with. */
export interface TargetTools {
  readonly api: PowerSchoolApi;
  readonly yearId: number;
  readonly schoolYear: number;
  readonly terms: TermIds;
  readonly letters: LetterBook;
  /** Rows per request that writes scores. */
  readonly batchSize: number;
  /** How this server wants a score cleared; the reference leaves it open, so it is learned. */
  readonly clearing: { form: '' | null };
  readonly signal: AbortSignal;
}

export interface PushTools extends TargetTools {
  readonly tell: (outcome: PushOutcome) => void;
  /**
   * Sends a write and judges its answer. Throws, before anything is sent, where the push was stopped, or where so many answers in a
   * row were lost that the server must be gone.
   */
  readonly write: (request: WriteRequest) => Promise<Verdict>;
}

const lostInARow = 3;

export function pushTools(tools: TargetTools, tell: (outcome: PushOutcome) => void): PushTools {
  let lost: AppError[] = [];
  return {
    ...tools,
    tell,
    async write(request) {
      tools.signal.throwIfAborted();
      const [error] = lost;
      if (error !== undefined && lost.length >= lostInARow) throw serverGone(error);
      const verdict = await carryOut(tools.api, request, tools.signal);
      lost = verdict.kind === 'unknown' && verdict.error !== null ? [...lost, verdict.error] : [];
      return verdict;
    },
  };
}

const serverGone = ({ code, message, fix, details }: AppError): AppError =>
  new AppError(code, 'stop', message, { ...(fix === undefined ? {} : { fix }), details });

export const reject = ({ tell }: PushTools, change: Change, refusal: Refusal, exchange: Exchange | null = null): void =>
  tell({ id: change.id, outcome: 'rejected', ...refusal, exchange });

/** Tells what became of several changes that went out in one request. */
export function tellAll(
  { tell }: PushTools,
  changes: readonly Change[],
  verdict: Verdict,
  sourcedIdOf: (change: Change) => string,
): void {
  const { exchange } = verdict;
  for (const change of changes) {
    const { id } = change;
    if (verdict.kind === 'done') tell({ id, outcome: 'applied', sourcedId: sourcedIdOf(change), exchange });
    else if (verdict.kind === 'rejected') tell({ id, outcome: 'rejected', ...verdict.refusal, exchange });
    else tell({ id, outcome: 'unknown', reason: verdict.reason, exchange });
  }
}

type Reading<T> = { readonly found: T } | { readonly refusal: Refusal };

/** What a write rests on is read first; or why the write cannot be done. Throws what ends the whole push. */
export async function readFirst<T>(read: () => Promise<T>): Promise<Reading<T>> {
  try {
    return { found: await read() };
  } catch (error) {
    const refusal = error instanceof AppError ? refusalOfReading(error) : null;
    if (refusal === null) throw error;
    return { refusal };
  }
}
