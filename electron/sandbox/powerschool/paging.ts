export interface Page {
  /** From 1. */
  readonly page: number;
  /** Rows per page after clamping; 0 means all rows. */
  readonly size: number;
}

export interface PageRules {
  readonly defaultSize: number;
  /** Larger sizes are clamped to it without a word (reference §4.1). */
  readonly maxSize: number | undefined;
  readonly zeroMeansAll: boolean;
}

/** Reads `page` and `pagesize`; undefined where they are not whole numbers the server takes. */
export function readPage(params: URLSearchParams, rules: PageRules): Page | undefined {
  const page = whole(params.get('page'), 1);
  const asked = whole(params.get('pagesize'), rules.defaultSize);
  if (page === undefined || asked === undefined) return undefined;
  if (asked === 0 && rules.zeroMeansAll) return { page: 1, size: 0 };
  if (page < 1 || asked < 1) return undefined;
  return { page, size: Math.min(asked, rules.maxSize ?? asked) };
}

function whole(text: string | null, otherwise: number): number | undefined {
  if (text === null || text === '') return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
