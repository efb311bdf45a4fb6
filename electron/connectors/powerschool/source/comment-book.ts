import { AppError } from '../../../../shared/errors.ts';
import type { PowerSchoolApi } from '../api/powerschool-api.ts';
import { textOf } from '../translate/wire-values.ts';
import { isMissingQuery } from './roster-reader.ts';

/**
 * Comments by ASSIGNMENTSCOREID, for a plugin without our named query: their table knows no assignment, so it is read once and whole.
 * None where the plugin may not read them.
 */
export interface CommentBook {
  all(signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

export function openCommentBook(api: PowerSchoolApi): CommentBook {
  let known: ReadonlyMap<string, string> | undefined;

  async function read(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const comments = new Map<string, string>();
    const options = { projection: ['assignmentscoreid', 'commentvalue'] };
    try {
      for await (const { records } of api.table('assignmentscorecomment', options, signal)) {
        for (const record of records) {
          const [score, comment] = [textOf(record, 'assignmentscoreid'), textOf(record, 'commentvalue')];
          if (score !== null && comment !== null) comments.set(score, comment);
        }
      }
    } catch (error) {
      if (!isMissingQuery(error) && !isNoTable(error)) throw error;
    }
    return comments;
  }

  return {
    async all(signal) {
      known ??= await read(signal);
      return known;
    },
  };
}

const isNoTable = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'table.unknown' || error.code === 'table.notExposed');
