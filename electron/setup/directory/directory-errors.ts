import { AppError } from '../../../shared/errors.ts';

const chooseAnother =
  'Export the users of your directory as CSV (in a spreadsheet: Save as, CSV), and choose that file.';

export const notAList = (what: string): AppError =>
  new AppError('directory.notAList', 'ask', `This is not a list as CSV: ${what}.`, { fix: chooseAnother });

export const emptyList = (): AppError =>
  new AppError('directory.empty', 'ask', 'There is no name in this column.', {
    fix: 'Choose the column that holds the usernames, or another file.',
  });

export const brokenQuotes = (line: number): AppError =>
  new AppError(
    'directory.notAList',
    'ask',
    `The list cannot be read to the end: in or before line ${line} a quotation mark is not closed.`,
    { fix: 'Correct that line, or export the list once more.' },
  );

export const tooMany = (most: number): AppError =>
  new AppError('directory.tooMany', 'ask', `The list has more than ${most.toLocaleString('en')} names.`, {
    fix: 'Leave out of it whom you do not need, such as people who left, and choose it again.',
  });

export const brokenUpload = (): AppError =>
  new AppError('directory.uploadBroken', 'ask', 'The list did not arrive as a whole.', {
    fix: 'Choose the file again.',
  });
