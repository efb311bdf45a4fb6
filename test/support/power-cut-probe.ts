import Database from 'better-sqlite3';

/**
 * Loaded into a process before its own code: ends it as a power cut would, right before it carries out the n-th SQL that matches
 * (`KILL_STATEMENT`, `KILL_AT`). Threads count each for themselves.
 */
const { KILL_STATEMENT: pattern, KILL_AT: at } = process.env;
if (pattern !== undefined) {
  const wanted = new RegExp(pattern, 'i');
  let seen = 0;
  const count = (sql: string): void => {
    if (wanted.test(sql) && ++seen === Number(at)) process.kill(process.pid, 'SIGKILL');
  };
  type Named = (this: Database.Database, sql: string) => object;
  const own = Database.prototype as unknown as Record<'exec' | 'prepare', Named>;
  const { exec, prepare } = own;
  own.exec = function (sql) {
    count(sql);
    return exec.call(this, sql);
  };
  own.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    if (wanted.test(sql)) {
      const { run } = statement as { readonly run: (this: object, ...values: unknown[]) => unknown };
      Object.assign(statement, {
        run: (...values: unknown[]) => {
          count(sql);
          return run.call(statement, ...values);
        },
      });
    }
    return statement;
  };
}
