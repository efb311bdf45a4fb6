const upper = new Set(['DCID', 'ID', 'CC', 'DOB', 'UCUID', 'IP']);
const words = [
  'ASSIGNMENT', 'CATEGORY', 'DISTRICT', 'STUDENTS', 'STUDENT', 'TEACHER', 'SECTIONS', 'SECTION', 'SCHOOL', 'STAFF', 'SCORE', 'COMMENT',
  'GRADE', 'SCALE', 'ITEM', 'USERS', 'COURSES', 'TERMS', 'TERM', 'PERSON', 'EMAIL', 'ADDRESS', 'ASSOC', 'EXCLUDE', 'SECT', 'CAT',
  'DEFAULT', 'ENTRY', 'EXIT', 'DATE', 'POINTS', 'EXTRA', 'CREDIT', 'TOTAL', 'VALUE', 'ACTUAL', 'ENTERED', 'KIND', 'LETTER', 'NUMERIC',
  'PERCENT', 'ENROLLED', 'LEFT', 'YEAR', 'LOGIN', 'NUMBER', 'LAST', 'FIRST', 'DAY', 'HOME', 'WHEN', 'WHO', 'MODIFIED', 'CREATED', 'TYPE',
  'DCID', 'ID', 'IS', 'LATE', 'MISSING', 'EXEMPT', 'COLLECTED', 'ABSENT', 'INCOMPLETE', 'DUE', 'WEIGHT', 'NAME', 'DESCRIPTION',
] as const; // prettier-ignore

/**
 * A table's or column's name in the mixed case of PowerSchool's data dictionary, as its error messages spell it: `SchoolID`,
 * `Grade_Level`, `AssignmentScore`. For words that are not known to the list only the first letter is large.
 */
export function canonicalName(name: string): string {
  return name.toUpperCase().split('_').map(spell).join('_');
}

function spell(part: string): string {
  let rest = part;
  let spelled = '';
  while (rest !== '') {
    const word = words.find((candidate) => rest.startsWith(candidate)) ?? rest;
    spelled += upper.has(word) ? word : word.charAt(0) + word.slice(1).toLowerCase();
    rest = rest.slice(word.length);
  }
  return spelled;
}
