export interface LoggedRequest {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly status: number;
}

/** What was asked of the server, its control surface left out. */
export interface RequestLog {
  add(request: LoggedRequest): void;
  /** The latest requests, oldest first. */
  readonly latest: readonly LoggedRequest[];
  readonly count: number;
  countsByPath(): Readonly<Record<string, number>>;
}

const keptRequests = 10_000;

export function createRequestLog(): RequestLog {
  const latest: LoggedRequest[] = [];
  const counts = new Map<string, number>();
  let count = 0;
  return {
    add(request) {
      count++;
      counts.set(request.path, (counts.get(request.path) ?? 0) + 1);
      latest.push(request);
      if (latest.length > keptRequests) latest.shift();
    },
    latest,
    get count() {
      return count;
    },
    countsByPath: () => Object.fromEntries(counts),
  };
}
