import { performance } from 'node:perf_hooks';
import Database from 'better-sqlite3';

interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string;
}

type Row = Readonly<Record<string, string | undefined>>;

/** As wide as a row of the local copy's results, bookkeeping included. */
const columns = [
  'sourceKey',
  'sourceSubkey',
  'schoolKey',
  'schoolYear',
  'lineItemSubkey',
  'classKey',
  'scoreStatus',
  'score',
  'textScore',
  'scoreDate',
  'comment',
  'late',
  'missing',
  'incomplete',
  'exempt',
  'collected',
  'absent',
  'percent',
  'letterGrade',
  'entered',
  'metadata',
  'hash',
  'dateLastModified',
  'createdRun',
  'changedRun',
  'removedRun',
];

/**
 * The floor: a bare loop that fetches the same pages, parses them, inserts the scores with one prepared statement in transactions
 * of 20,000 rows, then builds the same indexes.
 */
export async function runFloor(
  url: string,
  file: string,
): Promise<{ rows: number; seconds: number; waitingShare: number }> {
  const requests = (await (await fetch(`${url}/__recorded`)).json()) as readonly RecordedRequest[];
  const before = performance.eventLoopUtilization();
  const started = performance.now();
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -16000');
  db.exec(`CREATE TABLE result (${columns.map((column) => `"${column}"`).join(', ')})`);
  const insert = db.prepare(`INSERT INTO result VALUES (${columns.map(() => '?').join(', ')})`);
  let rows = 0;
  db.exec('BEGIN');
  for (const { method, url: path, requestBody } of requests) {
    const answer = await fetch(url + path, {
      method,
      ...(requestBody === '' ? {} : { body: requestBody, headers: { 'content-type': 'application/json' } }),
    });
    const page = JSON.parse(await answer.text()) as { record?: readonly Row[] };
    if (!path.includes('gradebook.scores')) continue;
    for (const row of page.record ?? []) {
      insert.run(
        row['assignmentid'],
        row['studentsdcid'],
        1,
        2027,
        row['assignmentsectionid'],
        row['sectionsdcid'],
        'fully graded',
        row['scorepoints'],
        null,
        row['scoreentrydate'],
        null,
        row['islate'],
        row['ismissing'],
        row['isincomplete'],
        row['isexempt'],
        row['iscollected'],
        row['isabsent'],
        row['scorepercent'],
        row['scorelettergrade'],
        row['actualscoreentered'],
        null,
        1,
        1,
        1,
        1,
        null,
      );
      if (++rows % 20_000 === 0) db.exec('COMMIT; BEGIN');
    }
  }
  db.exec('COMMIT');
  db.exec('CREATE UNIQUE INDEX result_key ON result (sourceKey, sourceSubkey)');
  db.exec('CREATE INDEX result_class ON result (classKey)');
  db.exec('CREATE INDEX result_student ON result (sourceSubkey)');
  db.exec('CREATE INDEX result_score ON result (score)');
  db.exec('CREATE INDEX result_date ON result (scoreDate)');
  db.exec('CREATE INDEX result_removed ON result (removedRun) WHERE removedRun IS NOT NULL');
  db.close();
  const seconds = (performance.now() - started) / 1000;
  const { idle, active } = performance.eventLoopUtilization(before);
  return { rows, seconds, waitingShare: idle / (idle + active) };
}
