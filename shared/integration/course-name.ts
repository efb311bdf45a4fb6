/** What a template may hold, in braces (C19). */
export const courseNameTokens = [
  'courseName',
  'courseNumber',
  'sectionNumber',
  'period',
  'teacherLastName',
  'term',
  'school',
] as const;
export type CourseNameToken = (typeof courseNameTokens)[number];

/** What is known of a section; blank or null where PowerSchool has nothing. */
export type CourseFacts = Readonly<Record<CourseNameToken, string | null>>;

/** What is wrong with a template, as the end of a sentence that begins with its name; null if nothing is. */
export function templateProblem(template: string): string | null {
  const pieces = template.split(/(\{[^{}]*\})/);
  const wrong = pieces.find((piece) => (isToken(piece) ? tokenOf(piece) === undefined : /[{}]/.test(piece)));
  if (wrong === undefined) {
    return pieces.some(isToken)
      ? null
      : 'must have a token, such as {courseName}: otherwise every course has the same name';
  }
  const known = courseNameTokens.map((token) => `{${token}}`).join(', ');
  return isToken(wrong) ? `has the unknown token ${wrong}; known are ${known}` : 'has a brace without its other half';
}

/**
 * A section's name by a template that `templateProblem` has nothing against. Where a value is blank, the separator before it goes with it
 * (at the beginning of the name or of a bracket the one after it), and so do brackets around nothing. Values are never changed.
 */
export function renderCourseName(template: string, facts: CourseFacts): string {
  const valueOf = (token: CourseNameToken): string => facts[token]?.trim() ?? '';
  // No template holds an empty pair of braces: it marks where a value is blank.
  let name = template.replace(anyToken, (piece) => {
    const token = tokenOf(piece);
    return token === undefined || valueOf(token) !== '' ? piece : '{}';
  });
  while (name.includes('{}')) {
    const rule = blanks.find(({ pattern }) => pattern.test(name)) ?? lastBlank;
    name = name.replace(rule.pattern, rule.put);
  }
  return name
    .replace(anyToken, (piece) => {
      const token = tokenOf(piece);
      return token === undefined ? piece : valueOf(token);
    })
    .trim();
}

/** The tokens of a template, in their order. */
export const tokensOf = (template: string): readonly CourseNameToken[] =>
  [...template.matchAll(anyToken)].flatMap(([piece]) => tokenOf(piece) ?? []);

const anyToken = /\{[^{}]*\}/g;
/** Without letters and digits, text only keeps values apart. */
const apart = String.raw`[^\p{L}\p{N}{}()\[\]]*`;
const rule = (pattern: string, put: string) => ({ pattern: new RegExp(pattern, 'u'), put });
const blanks = [
  rule(String.raw`\s*[(\[]${apart}(?:\{\}${apart})+[)\]]`, '{}'),
  rule(String.raw`([(\[])${apart}\{\}${apart}`, '$1'),
  rule(String.raw`^${apart}\{\}${apart}`, ''),
];
const lastBlank = rule(String.raw`${apart}\{\}`, '');

const isToken = (piece: string): boolean => piece.startsWith('{') && piece.endsWith('}');

function tokenOf(piece: string): CourseNameToken | undefined {
  return isToken(piece) ? courseNameTokens.find((token) => piece === `{${token}}`) : undefined;
}
