import { characterCount } from '../../oneroster/limits.ts';
import type { AttributeMapping } from '../mappings.ts';
import type { Attribute } from './attributes.ts';
import { applyTransforms, isEmpty, numberOf, textOf, type MappingProblem, type Scalar } from './apply-transforms.ts';
import { isCalendarDate } from './date-patterns.ts';

/** What the outward record holds under a name; several entries where it holds a list. */
export type SourceValue = Scalar | readonly string[];

/** A value as the target holds it. */
export type TargetOutcome = { readonly value: SourceValue } | { readonly problem: MappingProblem };

/**
 * What a mapping makes of one record. A problem means that the target keeps what it had: no value is bent to fit. `valueOf` gives
 * the values of the record as it came, not those that other mappings have made already.
 */
export function applyMapping(
  { sources, transforms }: Pick<AttributeMapping, 'sources' | 'transforms'>,
  target: Attribute,
  valueOf: (source: string) => SourceValue,
): TargetOutcome {
  const found = sources.map(valueOf);
  const isPlainList = target.kind === 'list' && transforms.length === 0 && Array.isArray(found[0]);
  if (isPlainList) return { value: found[0] ?? null };
  const values: Scalar[] = [];
  for (const value of found) {
    if (!isList(value)) values.push(value);
    else if (value.length <= 1) values.push(value[0] ?? null);
    else return { problem: 'severalValues' };
  }
  const outcome = applyTransforms(sources, values, transforms);
  return 'problem' in outcome ? outcome : fit(outcome.value, target);
}

const isList = (value: SourceValue): value is readonly string[] => Array.isArray(value);

function fit(value: Scalar, target: Attribute): TargetOutcome {
  if (target.kind === 'list') return { value: isEmpty(value) ? [] : [textOf(value)] };
  if (target.kind === 'text') return fitText(value, target);
  if (isEmpty(value)) return { value: null };
  switch (target.kind) {
    case 'date':
      return isCalendarDate(textOf(value)) ? { value: textOf(value) } : { problem: 'notADate' };
    case 'boolean':
      return truth(value);
    default: {
      const number = numberOf(value);
      const fits = number !== undefined && (target.kind === 'number' || Number.isSafeInteger(number));
      return fits ? { value: number } : { problem: 'notANumber' };
    }
  }
}

function fitText(value: Scalar, { name, oneOf, maxLength }: Attribute): TargetOutcome {
  if (value === null) return { value };
  // Metadata keeps numbers and truth values as what they are.
  const fitted = name.startsWith('metadata.') && oneOf === undefined ? value : textOf(value);
  if (oneOf !== undefined && !oneOf.includes(textOf(fitted))) return { problem: 'notAllowed' };
  if (maxLength !== undefined && characterCount(textOf(fitted)) > maxLength) return { problem: 'tooLong' };
  return { value: fitted };
}

const truths: Readonly<Record<string, boolean>> = { true: true, false: false, '1': true, '0': false };

function truth(value: Scalar): TargetOutcome {
  const found = truths[textOf(value).trim().toLowerCase()];
  return found === undefined ? { problem: 'notTrueOrFalse' } : { value: found };
}
