import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { AppError } from '../../shared/errors.ts';

/** The person at the other end, if there is one. */
export interface Terminal {
  /** Somebody can be asked. */
  readonly isInteractive: boolean;
  /** Standard error is a terminal: a line may be written over. */
  readonly canRewrite: boolean;
  writeError(text: string): void;
  /** Asks without echo. Empty if nothing was entered. */
  askSecret(question: string): Promise<string>;
}

export function openTerminal(input: NodeJS.ReadStream, err: NodeJS.WriteStream): Terminal {
  return {
    isInteractive: input.isTTY && err.isTTY,
    canRewrite: err.isTTY,
    writeError: (text) => void err.write(text),
    askSecret(question) {
      const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
      const lines = createInterface({ input, output: silent, terminal: true });
      err.write(question);
      return new Promise((resolve, reject) => {
        lines.once('line', (line) => {
          err.write('\n');
          resolve(line.trim());
          lines.close();
        });
        lines.once('SIGINT', () => {
          err.write('\n');
          lines.close();
          reject(new AppError('run.cancelled', 'stop', 'Cancelled.', { fix: 'Nothing was changed.' }));
        });
        lines.once('close', () => resolve(''));
      });
    },
  };
}
