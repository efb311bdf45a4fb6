import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';

const largest = 5 * 1024 * 1024;

/** The contents of a JSON file that a person names. Throws AppError `cli.file` (stop); the text of the file is not quoted. */
export function readJsonFile(file: string, what: string): unknown {
  let text: string;
  try {
    if (statSync(file).size > largest) throw badFile(`The ${what} is larger than 5 MB.`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw badFile(`The ${what} does not exist or cannot be read.`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw badFile(`The ${what} is not valid JSON.`);
  }
}

const badFile = (message: string): AppError =>
  new AppError('cli.file', 'stop', message, {
    fix: 'Check the path and the file, then try again. Nothing was changed.',
  });
