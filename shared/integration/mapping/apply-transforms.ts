import { reformatDate } from './date-patterns.ts';
import { templateTokens, type Transform } from './transforms.ts';

/** A value on its way through a mapping. A blank is null or an empty text, never zero. */
export type Scalar = string | number | boolean | null;

/** Why a mapping cannot be done for a record. */
export const mappingProblems = [
  'notInTable',
  'notADate',
  'notANumber',
  'notTrueOrFalse',
  'notAllowed',
  'tooLong',
  'partMissing',
  'severalValues',
] as const;
export type MappingProblem = (typeof mappingProblems)[number];

export type Outcome = { readonly value: Scalar } | { readonly problem: MappingProblem };

/** Carries the values of a mapping's sources through its transforms. Nothing is guessed: what cannot be done is a problem. */
export function applyTransforms(
  sources: readonly string[],
  values: readonly Scalar[],
  transforms: readonly Transform[],
): Outcome {
  const [first] = transforms;
  let outcome: Outcome = { value: values[0] ?? null };
  let rest = transforms;
  if (first?.kind === 'constant') outcome = { value: first.value };
  else if (first?.kind === 'template') outcome = fillTemplate(first, sources, values);
  else if (first?.kind === 'firstNonEmpty') outcome = { value: values.find((value) => !isEmpty(value)) ?? null };
  if (first !== undefined && (first.kind === 'constant' || first.kind === 'template' || first.kind === 'firstNonEmpty'))
    rest = transforms.slice(1);
  for (const transform of rest) {
    if ('problem' in outcome) return outcome;
    outcome = change(transform, outcome.value);
  }
  return outcome;
}

export const isEmpty = (value: Scalar): boolean => value === null || (typeof value === 'string' && value.trim() === '');

function fillTemplate(
  { text, whenEmpty }: Extract<Transform, { kind: 'template' }>,
  sources: readonly string[],
  values: readonly Scalar[],
): Outcome {
  const valueOf = (token: string): Scalar => values[sources.indexOf(token)] ?? null;
  const tokens = templateTokens(text);
  // Of a record that has none of it, nothing is made: a template's dots and dashes alone are no value.
  if (tokens.length > 0 && tokens.every((token) => isEmpty(valueOf(token)))) return { value: null };
  if (whenEmpty === 'issue' && tokens.some((token) => isEmpty(valueOf(token)))) return { problem: 'partMissing' };
  return { value: text.replaceAll(/\{([^{}]+)\}/g, (_, token: string) => textOf(valueOf(token))) };
}

function change(transform: Transform, value: Scalar): Outcome {
  if (transform.kind === 'lookup') return lookUp(transform, value);
  if (value === null) return { value };
  switch (transform.kind) {
    case 'trim': {
      const trimmed = textOf(value).trim();
      return { value: transform.inner ? trimmed.replaceAll(/\s+/gu, ' ') : trimmed };
    }
    case 'case':
      return { value: inCase(textOf(value), transform.to) };
    case 'replace':
      return { value: replaceIn(textOf(value), transform) };
    case 'dateFormat': {
      if (isEmpty(value)) return { value };
      const date = reformatDate(textOf(value), transform.from, transform.to);
      return date === undefined ? { problem: 'notADate' } : { value: date };
    }
    case 'numberScale':
      return scale(transform, value);
    default:
      throw new Error(`${transform.kind} comes first`);
  }
}

function lookUp({ table, ignoreCase, otherwise }: Extract<Transform, { kind: 'lookup' }>, value: Scalar): Outcome {
  const fold = (text: string): string => (ignoreCase ? text.toLocaleLowerCase('en-US') : text);
  const wanted = fold(textOf(value));
  const found = table.find(({ from }) => fold(from) === wanted);
  if (found !== undefined) return { value: found.to };
  if (value === null || otherwise === 'keep') return { value };
  return otherwise === 'empty' ? { value: null } : { problem: 'notInTable' };
}

function inCase(text: string, to: 'lower' | 'upper' | 'title'): string {
  if (to === 'lower') return text.toLocaleLowerCase('en-US');
  if (to === 'upper') return text.toLocaleUpperCase('en-US');
  return text
    .toLocaleLowerCase('en-US')
    .replaceAll(
      /(^|[\s-])(\p{L})/gu,
      (_, before: string, letter: string) => before + letter.toLocaleUpperCase('en-US'),
    );
}

/** Plain text, no pattern: what an admin types is what is looked for. */
function replaceIn(text: string, { find, with: by, ignoreCase }: Extract<Transform, { kind: 'replace' }>): string {
  if (!ignoreCase) return text.replaceAll(find, () => by);
  const escaped = find.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(escaped, 'giu'), () => by);
}

function scale({ factor, offset, decimals }: Extract<Transform, { kind: 'numberScale' }>, value: Scalar): Outcome {
  if (isEmpty(value)) return { value };
  const number = numberOf(value);
  if (number === undefined) return { problem: 'notANumber' };
  const scaled = number * factor + offset;
  if (!Number.isFinite(scaled)) return { problem: 'notANumber' };
  // 0.1 × 3 is 0.3 to everybody but a computer.
  return { value: decimals === null ? Number(scaled.toPrecision(15)) : Number(scaled.toFixed(decimals)) };
}

export const textOf = (value: Scalar): string => (value === null ? '' : String(value));

/** A plain decimal number; undefined for anything else, blanks and `1e3` and `0x10` included. */
export function numberOf(value: Scalar): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
