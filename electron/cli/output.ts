import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ErrorReport } from '../../shared/errors.ts';

/** Where a command speaks. Standard output holds its answer and nothing else; everything beside it goes to standard error. */
export interface Output {
  readonly json: boolean;
  /** The command's one answer: the document with `--json`, otherwise the text. */
  answer(document: unknown, text: () => string): Promise<void>;
  /** A piece of an answer that is too long to be held. Waits while the reader is behind. */
  write(piece: string): Promise<void>;
  /** Something worth knowing beside the answer. */
  note(text: string): void;
  error(report: ErrorReport): Promise<void>;
}

const lastResort = 'Try again; run the command “doctor” if it happens again.';

export function openOutput(out: Writable, err: Writable, json: boolean): Output {
  async function write(piece: string): Promise<void> {
    if (!out.write(piece)) await once(out, 'drain');
  }
  return {
    json,
    answer: (document, text) => write(json ? `${JSON.stringify(document)}\n` : ensureLineEnd(text())),
    write,
    note: (text) => void err.write(ensureLineEnd(text)),
    async error({ code, message, fix = lastResort }) {
      if (json) await write(`${JSON.stringify({ error: { code, message, fix } })}\n`);
      else err.write(`Error: ${message}\n${fix}\n`);
    },
  };
}

const ensureLineEnd = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
