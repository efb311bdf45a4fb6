import { resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import type { Condition } from '../store/reader-api.ts';

/** A parser of whole numbers of at least `least`. */
export const decimalInteger =
  (least: number, most = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };

/** A TCP port; 0 takes any that is free. */
export const port = decimalInteger(0, 65_535);

/** Adds `attr=value` to the conditions given before. The value may hold further equals signs, or nothing. */
export function collectConditions(text: string, before: readonly Condition[]): readonly Condition[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must have the form attr=value.');
  return [...before, { attribute: text.slice(0, at).trim(), value: text.slice(at + 1) }];
}

/** A folder's full path. Empty text is a script's variable that was not set, not the current folder. */
export function folder(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('It must not be empty.');
  return resolve(text);
}
