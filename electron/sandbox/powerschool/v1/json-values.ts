import type { SandboxSwitches } from '../route.ts';

export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json | undefined };

type Cell = string | number | null | undefined;

/** Null and blank text are left out (reference §5.2). */
export function optional(value: Cell): string | number | undefined {
  return value === null || value === undefined || value === '' ? undefined : value;
}

/** Text as the server's conversion from XML leaves it: whole numbers lose their leading zeros (reference §5.2). */
export function looseText(value: Cell, switches: SandboxSwitches): string | number | undefined {
  const text = optional(value);
  if (typeof text !== 'string' || !switches.numericLookingTextAsNumbers) return text;
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** One entry stands alone, several are a list, none leave the empty string. */
export function looseList(entries: readonly Json[], switches: SandboxSwitches): Json {
  const [only] = entries;
  if (only === undefined) return '';
  return entries.length === 1 && switches.singleObjectQuirk ? only : entries;
}
