import type { FieldType } from './tables.ts';

/** What an element of a filter stands for. */
export interface FiqlElement {
  /** A column or another expression of SQL. Never text from outside. */
  readonly sql: string;
  readonly type: FieldType;
  /** The name used in error messages; the element as it was written, if absent. */
  readonly label?: string;
  /** Letters compare without regard to case, e.g. `school_enrollment.enroll_status`. */
  readonly ignoreCase?: boolean;
}

export interface FiqlWhere {
  /** A condition in parentheses to put after WHERE, with one `?` per value. */
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export type FiqlProblem = 'syntax' | 'unknownField' | 'number' | 'date' | 'clob' | 'empty';

/** A filter that the server refuses with 400; `message` is what a table's answer says (reference §4.4 E4–E6). */
export class FiqlError extends Error {
  readonly problem: FiqlProblem;

  constructor(problem: FiqlProblem, message: string) {
    super(message);
    this.name = 'FiqlError';
    this.problem = problem;
  }
}

export interface FiqlTerm {
  readonly name: string;
  readonly element: FiqlElement;
  readonly operator: string;
  readonly value: string;
}

const operators: Readonly<Record<string, string>> = { '==': '=', '=gt=': '>', '=ge=': '>=', '=lt=': '<', '=le=': '<=' };
const nullCharacter = '\u0000';

/**
 * The terms of a filter in the subset that PowerSchool knows (reference §4.2): `==`, `=gt=`, `=ge=`, `=lt=`, `=le=`, joined by `;`.
 * There is no OR and there are no parentheses. Names are looked up in lower case. Throws `FiqlError`.
 */
export function parseFiql(filter: string, elements: ReadonlyMap<string, FiqlElement>): readonly FiqlTerm[] {
  return filter.split(';').map((text) => {
    const match = /^\s*([\w.$]+)\s*(==|=gt=|=ge=|=lt=|=le=)(.*)$/s.exec(text);
    if (match === null) throw new FiqlError('syntax', 'Invalid query expression');
    const [, name = '', operator = '', value = ''] = match;
    const element = elements.get(name.toLowerCase());
    if (element === undefined) throw new FiqlError('unknownField', `Invalid field ${name}`);
    return { name, element, operator, value };
  });
}

/**
 * A filter as a condition with bound values. `*` is a wildcard on text with `==`; a lone U+0000 means null; comparing with the
 * empty string is refused. Throws `FiqlError`.
 */
export function fiqlToSql(filter: string, elements: ReadonlyMap<string, FiqlElement>): FiqlWhere {
  const conditions = parseFiql(filter, elements).map(condition);
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' AND ')})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function condition({ name, element, operator, value }: FiqlTerm): FiqlWhere {
  const field = element.label ?? name;
  if (element.type === 'clob') {
    throw new FiqlError('clob', 'Querying not supported against clob or blob field types');
  }
  if (value === '') throw new FiqlError('empty', `Comparison to an empty string is not allowed for field ${field}`);
  if (value === nullCharacter) {
    if (operator !== '==') throw new FiqlError('syntax', 'Invalid query expression');
    return { sql: `${element.sql} IS NULL`, values: [] };
  }
  const sign = operators[operator] ?? '=';
  if (element.type === 'number' || element.type === 'boolean') {
    return { sql: `${element.sql} ${sign} ?`, values: [numberIn(value, element.type, field)] };
  }
  if (element.type === 'date' || element.type === 'timestamp') {
    if (!/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}:\d{2})?$/.test(value)) {
      throw new FiqlError('date', `Invalid date '${value}' passed for comparison to date field ${field}`);
    }
    return { sql: `${element.sql} ${sign} ?`, values: [value.replace('T', ' ')] };
  }
  return textCondition(element, sign, value);
}

function textCondition(element: FiqlElement, sign: string, value: string): FiqlWhere {
  const fold = (text: string) => (element.ignoreCase === true ? text.toUpperCase() : text);
  const column = element.ignoreCase === true ? `upper(${element.sql})` : element.sql;
  if (sign === '=' && value.includes('*')) {
    // GLOB minds upper and lower case as Oracle's LIKE does; of its wildcards only the star is PowerSchool's.
    return { sql: `${column} GLOB ?`, values: [fold(value).replaceAll(/[?[]/g, '[$&]')] };
  }
  return { sql: `${column} ${sign} ?`, values: [fold(value)] };
}

function numberIn(value: string, type: FieldType, field: string): number {
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true' ? 1 : 0;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) {
    throw new FiqlError('number', `Invalid number '${value}' passed for comparison to number field ${field}`);
  }
  return number;
}
