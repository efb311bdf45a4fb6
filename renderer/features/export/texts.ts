const numbers = new Intl.NumberFormat('en-US');
const counted = (count: number, one: string, many: string): string =>
  `${numbers.format(count)} ${count === 1 ? one : many}`;

/** Everything that exports say. */
export const texts = {
  open: 'Export',
  title: (list: string) => `Export ${list.toLowerCase()}`,
  rows: 'Rows',
  rowsShown: 'What the filters leave, in the order of the screen',
  rowsAll: 'All, without filters',
  columns: 'Columns',
  columnsChosen: (chosen: number, all: number) => `${chosen} of ${all} columns, in the order of the screen`,
  noColumn: 'Choose at least one column.',
  format: 'Format',
  formats: { csv: 'CSV, for any software', xlsx: 'Excel workbook (.xlsx)' },
  bom: 'For older versions of Excel: begin with the mark of UTF-8',
  packageFormats: { 'oneroster-1.1': 'OneRoster 1.1', 'oneroster-1.2': 'OneRoster 1.2' },
  size: (rows: number) => counted(rows, 'row', 'rows'),
  wholeTitle: (people: number) =>
    people === 1
      ? 'This file holds everybody: 1 person'
      : `This file holds everybody: up to ${numbers.format(people)} people`,
  wholeText:
    'Once saved, Grade Sync cannot protect it any more. Keep it where only those who may see student data can open it, and delete it when it is no longer needed. Who exported it is written to the access log.',
  agree: (people: number) =>
    people === 1 ? 'Yes, export 1 person' : `Yes, export up to ${numbers.format(people)} people`,
  start: 'Export',
  stop: 'Stop',
  close: 'Close',
  progress: (rows: number) => `${counted(rows, 'row', 'rows')} written`,
  saved: (name: string, rows: number) => `${name} is saved, with ${counted(rows, 'row', 'rows')}.`,
  savedTo: (folder: string) => `It is in ${folder}.`,
  ready: (name: string, rows: number) => `${name} is ready, with ${counted(rows, 'row', 'rows')}.`,
  readyText: 'The download has begun. Its address works once.',
  notChosen: 'No place was chosen. Nothing was exported.',
  notes: 'What the format could not hold',
  pageTitle: 'Exports',
  pageLead: 'Everything of this integration as one OneRoster package, and who took what out.',
  packageTitle: 'OneRoster package',
  packageText: 'Rosters and gradebook as a zip of CSV files, which other systems for schools can read.',
  logTitle: 'Access log',
  logText: 'Every export, with who made it. No student data stand here.',
  logEmpty: 'Nothing has been exported yet.',
  logHead: { at: 'When', who: 'Who', content: 'What', rows: 'Rows', file: 'File', outcome: 'Outcome' },
  outcomes: { begun: 'Not finished', saved: 'Exported', stopped: 'Stopped', failed: 'Failed' },
  everybody: 'Everybody',
  earlier: 'Older',
  later: 'Newer',
} as const;
