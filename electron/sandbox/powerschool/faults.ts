/**
 * Transport faults, as data. Each waits for the requests it matches and then strikes `times` times:
 *
 * | fault              | what the client sees                                                       | options                          |
 * |--------------------|----------------------------------------------------------------------------|----------------------------------|
 * | `status`           | that status instead of the answer                                          | `status`, `body`, `headers`      |
 * | `closeBeforeAnswer`| the connection closed without a byte; nothing was carried out              |                                  |
 * | `loseAnswer`       | the connection closed without a byte, but the request was carried out      |                                  |
 * | `holdAnswer`       | nothing, with the connection open, but the request was carried out         |                                  |
 * | `closeMidBody`     | the connection closed in the middle of the body                            |                                  |
 * | `loginPage`        | 200 with the HTML of a login page                                          |                                  |
 * | `redirectToLogin`  | 302 to the login page                                                      |                                  |
 * | `slow`             | the right answer, late                                                     | `milliseconds`                   |
 * | `hang`             | nothing, with the connection open                                          |                                  |
 * | `emptyBody`        | 200 without a body                                                         |                                  |
 * | `truncatedJson`    | 200 and a well-ended answer whose JSON stops halfway                       |                                  |
 * | `rubbish`          | 200 as JSON, but it is none                                                |                                  |
 * | `wrongCount`       | counts that disagree with the rows                                         | `by` (added to the count)        |
 * | `dropRows`         | the last rows of the page missing, the count as if they were there         | `rows`                           |
 * | `duplicateRows`    | the first rows of the page twice                                           | `rows`                           |
 * | `shortPage`        | pages clamped to fewer rows than asked for                                 | `rows` (rows per page)           |
 * | `emptyList`        | a listing without rows, and 0 as its count                                 |                                  |
 * | `expiredToken`     | 401 as for a token that has run out, and the token is dead from then on    |                                  |
 * | `tooManyRequests`  | 429 (or 403) with `Retry-After`                                            | `status`, `seconds`              |
 *
 * `match.path` may hold `*` for any text and is compared with the path without its query string; `match.page` is the page asked
 * for; `match.method` may name several (`POST|PUT`). What is absent matches everything. `skip` lets so many matching requests pass first.
 */
import { z } from 'zod';

const rowCount = z.number().int().min(1);

const strike = z.discriminatedUnion('fault', [
  z.object({
    fault: z.literal('status'),
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    headers: z.record(z.string(), z.string()).optional(),
  }),
  z.object({ fault: z.enum(['closeBeforeAnswer', 'loseAnswer', 'holdAnswer', 'closeMidBody', 'truncatedJson']) }),
  z.object({
    fault: z.enum(['loginPage', 'redirectToLogin', 'hang', 'emptyBody', 'rubbish', 'expiredToken', 'emptyList']),
  }),
  z.object({ fault: z.literal('slow'), milliseconds: z.number().min(0) }),
  z.object({ fault: z.literal('wrongCount'), by: z.number().int().default(1) }),
  z.object({ fault: z.enum(['dropRows', 'duplicateRows', 'shortPage']), rows: rowCount.default(1) }),
  z.object({
    fault: z.literal('tooManyRequests'),
    status: z.union([z.literal(429), z.literal(403)]).default(429),
    seconds: z.number().int().min(0).default(1),
  }),
]);

const conditions = z.object({
  match: z
    .strictObject({
      path: z.string().optional(),
      method: z.string().optional(),
      page: z.number().int().min(1).optional(),
    })
    .default({}),
  skip: z.number().int().min(0).default(0),
  times: z.union([z.number().int().min(1), z.literal('always')]).default(1),
});

export const faultSchema = z.intersection(conditions, strike);
/** What a fault file and `POST /sandbox/faults` hold. */
export const faultList = z.array(faultSchema);

export type Fault = z.input<typeof faultSchema>;
export type ReadFault = z.output<typeof faultSchema>;

/** The faults that are set, and how often each has struck. */
export interface FaultBook {
  /** Replaces all faults; counting begins anew. */
  set(faults: readonly ReadFault[]): void;
  /** The first fault that strikes this request, if any; it is counted as struck. */
  strike(method: string, path: string, params: URLSearchParams): ReadFault | undefined;
  /** How often any fault has struck since they were set. */
  readonly struck: number;
}

export function createFaultBook(): FaultBook {
  let entries: { readonly fault: ReadFault; matched: number }[] = [];
  let struck = 0;
  return {
    set(faults) {
      entries = faults.map((fault) => ({ fault, matched: 0 }));
      struck = 0;
    },
    strike(method, path, params) {
      for (const entry of entries) {
        const { fault } = entry;
        if (!matches(fault, method, path, params)) continue;
        const end = fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.skip + fault.times;
        if (entry.matched >= end) continue;
        entry.matched++;
        if (entry.matched <= fault.skip) continue;
        struck++;
        return fault;
      }
      return undefined;
    },
    get struck() {
      return struck;
    },
  };
}

function matches({ match }: ReadFault, method: string, path: string, params: URLSearchParams): boolean {
  if (match.method !== undefined && !match.method.toUpperCase().split('|').includes(method)) return false;
  if (match.page !== undefined && String(match.page) !== (params.get('page') ?? '1')) return false;
  if (match.path === undefined) return true;
  const pattern = match.path.split('*').map((text) => text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pattern.join('.*')}$`, 'i').test(path);
}
