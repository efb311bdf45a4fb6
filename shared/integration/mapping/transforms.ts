import { z } from 'zod';

const text = z.string().max(1000);
/** `YYYY`, `MM`, `M`, `DD`, `D` with anything but letters and digits between. */
const datePattern = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((pattern) => /^(?:YYYY|MM?|DD?|[^A-Za-z0-9])+$/.test(pattern) && hasEachPartOnce(pattern), {
    error: 'must be made of YYYY, MM or M, and DD or D, each once',
  });

function hasEachPartOnce(pattern: string): boolean {
  const parts = (pattern.match(/YYYY|MM?|DD?/g) ?? []).map((part) => part.charAt(0)).toSorted();
  return parts.join('') === 'DMY';
}

/** One step of a mapping. `constant`, `template` and `firstNonEmpty` make a value and come first; the others change it. */
export const transformSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('constant'), value: text.min(1) }),
  z.strictObject({
    kind: z.literal('template'),
    /** Sources stand in braces: `{givenName}.{familyName}`. */
    text: text.min(1),
    /** What a source without a value means: the record is reported, or the gap is left. */
    whenEmpty: z.enum(['issue', 'leaveOut']).default('issue'),
  }),
  z.strictObject({ kind: z.literal('firstNonEmpty') }),
  z.strictObject({ kind: z.literal('trim'), inner: z.boolean().default(false) }),
  z.strictObject({ kind: z.literal('case'), to: z.enum(['lower', 'upper', 'title']) }),
  z.strictObject({
    kind: z.literal('replace'),
    find: text.min(1),
    with: text.default(''),
    ignoreCase: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.literal('lookup'),
    table: z
      .array(z.strictObject({ from: text, to: text }))
      .min(1)
      .max(5000),
    ignoreCase: z.boolean().default(false),
    /** What becomes of a value that is not in the table. */
    otherwise: z.enum(['issue', 'keep', 'empty']).default('issue'),
  }),
  z.strictObject({ kind: z.literal('dateFormat'), from: datePattern.default('YYYY-MM-DD'), to: datePattern }),
  z.strictObject({
    kind: z.literal('numberScale'),
    factor: z
      .number()
      .refine((factor) => factor !== 0, { error: 'must not be 0' })
      .default(1),
    offset: z.number().default(0),
    /** Null keeps every digit. */
    decimals: z.number().int().min(0).max(6).nullable().default(null),
  }),
]);

export type Transform = z.output<typeof transformSchema>;
export type TransformKind = Transform['kind'];

/** These make a value out of the sources, and only they can take several or none. */
export const makesValue = (transform: Transform): boolean =>
  transform.kind === 'constant' || transform.kind === 'template' || transform.kind === 'firstNonEmpty';

/** The sources that a template names. */
export const templateTokens = (template: string): readonly string[] => [
  ...new Set([...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '')),
];
