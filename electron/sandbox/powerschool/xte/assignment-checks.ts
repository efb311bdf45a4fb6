import { characterCount, descriptionLimit, lineItemTitleLimit } from '../../../../shared/oneroster/limits.ts';
import { scoreTypes } from '../../../../shared/powerschool/score-type.ts';
import { badRequest, conflict, type XteError } from './answers.ts';
import { isSent, isTermLocked, number, requireTeaches, text, type Sent, type XteCall } from './request.ts';

/** What all sections of an assignment must have in common (reference §7.3): everything but the due date and the students. */
const common = [
  'name', 'description', 'scoretype', 'scoreentrypoints', 'weight', 'extracreditpoints', 'iscountedinfinalgrade', 'isscorespublish',
  'isscoringneeded', 'publishoption', 'maxretakeallowed',
] as const; // prettier-ignore

/** The sections of an assignment that was sent. Throws E14, and E15 with everything that is wrong in one of them. */
export function sentSections(call: XteCall, body: Sent, teacher: number): readonly Sent[] {
  const list: unknown = body['_assignmentsections'];
  if (!Array.isArray(list) || list.length === 0) {
    throw conflict('Validation Failed', [{ field: '_assignmentsections', code: 'Required' }]);
  }
  const sections = list.filter(isSent);
  if (sections.length < list.length) throw badRequest('Each of _assignmentsections must be a JSON object');
  for (const sent of sections) requireTeaches(call.db, teacher, number(sent['sectionsdcid']) ?? 0);
  if (sections.some((sent) => isTermLocked(call, number(sent['sectionsdcid']) ?? 0))) {
    throw conflict('The term is locked', [{ field: 'islocked' }]);
  }
  const errors = [...sections.flatMap((sent) => problemsOf(call, sent, teacher)), ...differences(sections)];
  if (errors.length > 0) throw conflict('Validation Failed', errors);
  return sections;
}

/** The category that an assignment is put in; undefined where it is in none. */
export function categoryOf(sent: Sent): number | undefined {
  const list: unknown = sent['_assignmentcategoryassociations'];
  const links = Array.isArray(list) ? list.filter(isSent) : [];
  const primary = links.find((link) => link['isprimary'] === true) ?? links.find((link) => link['isprimary'] !== false);
  return primary === undefined ? undefined : number(primary['teachercategoryid']);
}

function problemsOf(call: XteCall, sent: Sent, teacher: number): readonly XteError[] {
  const section = number(sent['sectionsdcid']) ?? 0;
  const name = text(sent['name'])?.trim() ?? '';
  const problems: (XteError | false)[] = [
    name === '' && { field: 'name', code: 'Required' },
    characterCount(name) > lineItemTitleLimit && {
      field: 'name',
      code: 'MaxLength',
      params: { max: lineItemTitleLimit },
    },
    characterCount(text(sent['description']) ?? '') > descriptionLimit && {
      field: 'description',
      code: 'MaxLength',
      params: { max: descriptionLimit },
    },
    !scoreTypes.some((type) => type === sent['scoretype']) && { field: 'scoretype', code: 'Invalid' },
    (number(sent['scoreentrypoints']) ?? -1) < 0 && { field: 'scoreentrypoints', code: 'Required' },
    !mayUse(call, categoryOf(sent), section, teacher) && { field: 'teachercategoryid', code: 'Invalid' },
  ];
  return [...problems.filter((problem) => problem !== false), ...dueDateProblems(call, sent['duedate'], section)];
}

/** A category of this teacher that is not excluded in the section in its year; or none at all. */
function mayUse({ db }: XteCall, category: number | undefined, section: number, teacher: number): boolean {
  if (category === undefined) return true;
  const usable = db
    .prepare(
      `SELECT 1 FROM TEACHERCATEGORY WHERE TEACHERCATEGORYID = :category AND USERSDCID = :teacher
         AND NOT EXISTS (SELECT 1 FROM TEACHERCATSECTEXCLUDEASSOC AS e JOIN SECTIONS AS s ON s.DCID = e.SECTIONSDCID
           WHERE e.TEACHERCATEGORYID = :category AND s.DCID = :section AND e.YEARID = s.TERMID / 100)`,
    )
    .get({ category, section, teacher });
  return usable !== undefined;
}

function dueDateProblems({ db }: XteCall, due: unknown, section: number): readonly XteError[] {
  if (due === undefined || due === null) return [];
  if (typeof due !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(due)) return [{ field: 'duedate', code: 'Invalid' }];
  const term = db
    .prepare<[number], { FIRSTDAY: string; LASTDAY: string }>(
      `SELECT TERMS.FIRSTDAY, TERMS.LASTDAY FROM SECTIONS
         JOIN TERMS ON TERMS.ID = SECTIONS.TERMID AND TERMS.SCHOOLID = SECTIONS.SCHOOLID WHERE SECTIONS.DCID = ?`,
    )
    .get(section);
  if (term === undefined || (due >= term.FIRSTDAY && due <= term.LASTDAY)) return [];
  return [{ field: 'duedate', code: 'OutsideTerm', params: { from: term.FIRSTDAY, to: term.LASTDAY } }];
}

function differences([first, ...others]: readonly Sent[]): readonly XteError[] {
  if (first === undefined) return [];
  return common
    .filter((field) => others.some((other) => other[field] !== first[field]))
    .map((field) => ({ field, code: 'DiffersBetweenSections' }));
}
