import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';
import { redacted } from './sensitive.ts';

/** A count, a yes or no, or a short id or code: no sentence, and nothing that a person typed. */
export type LogValue = number | boolean | string | null;

/** The application's log, one JSON object per line: time, event, fields. */
export interface Log {
  /** `event` as in `run.finished`. Never throws: a full disk must not end a sync. */
  write(event: string, fields?: Readonly<Record<string, LogValue>>): void;
}

export interface LogOptions {
  /** Folder of the files; made if missing. */
  readonly folder: string;
  readonly now?: () => Date;
  /** A file that would pass this begins anew; default 1 MB. */
  readonly maxBytes?: number;
  /** Files kept, the present one included; default 5. */
  readonly keep?: number;
}

/** The present log; older ones are `grade-sync.1.log` and so on, the youngest first. */
export const logFile = 'grade-sync.log';

/** What may stand in a log as text: codes, ids, entity names, paths of the API. */
const shortCode = /^[\w.:/#-]{1,120}$/;

/** Opens the log. Every line goes through `redact`. */
export function openLog({ folder, now = () => new Date(), maxBytes = 1024 * 1024, keep = 5 }: LogOptions): Log {
  const file = join(folder, logFile);
  return {
    write(event, fields = {}) {
      const safe = Object.fromEntries(
        Object.entries(fields).map(([key, value]) => [
          key,
          typeof value === 'string' && !shortCode.test(value) ? redacted : value,
        ]),
      );
      const line = `${JSON.stringify({
        time: now().toISOString(),
        event: shortCode.test(event) ? event : redacted,
        ...plainObject(redact(safe)),
      })}\n`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (sizeOf(file) + Buffer.byteLength(line) > maxBytes) rotate(folder, keep);
        appendFileSync(file, line, { mode: 0o600 });
      } catch {
        // There is nowhere left to say it.
      }
    },
  };
}

const plainObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function rotate(folder: string, keep: number): void {
  const nameOf = (age: number): string => join(folder, age === 0 ? logFile : logFile.replace(/\.log$/, `.${age}.log`));
  rmSync(nameOf(keep - 1), { force: true });
  for (let age = keep - 2; age >= 0; age--) {
    if (sizeOf(nameOf(age)) > 0) renameSync(nameOf(age), nameOf(age + 1));
  }
}
