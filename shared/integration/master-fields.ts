import { z } from 'zod';
import { gradebookMasters, masterAttributes, masterEntities, type MasterEntity } from './master-attributes.ts';

export const masterApplications = ['powerschool', 'partner'] as const;
export type MasterApplication = (typeof masterApplications)[number];

export const masterModes = ['master', 'doNotOverride'] as const;
export type MasterMode = (typeof masterModes)[number];

/**
 * A Master Field (S27): for one attribute of one entity, the end whose value is loaded as the primary one (`master`), or whose value
 * nobody else may overwrite (`doNotOverride`).
 */
export const masterFieldSchema = z
  .strictObject({
    entity: z.enum(masterEntities),
    attribute: z.string().trim().min(1).max(100),
    application: z.enum(masterApplications),
    mode: z.enum(masterModes).default('master'),
  })
  .refine(({ entity, attribute }) => masterAttributes(entity).includes(attribute), {
    path: ['attribute'],
    error: 'is no attribute of this entity',
  });
export type MasterField = z.output<typeof masterFieldSchema>;

export const masterFieldsSchema = z
  .array(masterFieldSchema)
  .default([])
  .superRefine((rules, context) => {
    for (const { at, message } of contradictions(rules)) {
      context.addIssue({ code: 'custom', path: [at], message });
    }
  });

/** Rules that cannot stand together: two masters of one attribute, or two rules of one end for it. */
export function contradictions(
  rules: readonly MasterField[],
): readonly { readonly at: number; readonly message: string }[] {
  return rules.flatMap((rule, at) => {
    const earlier = rules.slice(0, at).filter((other) => isSameAttribute(other, rule));
    const name = `${rule.entity} ${rule.attribute}`;
    if (earlier.some((other) => other.application === rule.application)) {
      return [{ at, message: `${name} has two rules for the same end` }];
    }
    if (rule.mode === 'master' && earlier.some((other) => other.mode === 'master')) {
      return [{ at, message: `${name} has two masters; only one end can be master` }];
    }
    return [];
  });
}

const isSameAttribute = (a: MasterField, b: MasterField): boolean =>
  a.entity === b.entity && a.attribute === b.attribute;

/** The end that is master of an attribute; null where nobody is. */
export const ownerOf = (
  rules: readonly MasterField[],
  entity: MasterEntity,
  attribute: string,
): MasterApplication | null =>
  rulesOf(rules, entity, attribute).find(({ mode }) => mode === 'master')?.application ?? null;

/** The ends whose value of an attribute may not be overwritten by anybody else. */
export const protectedBy = (
  rules: readonly MasterField[],
  entity: MasterEntity,
  attribute: string,
): readonly MasterApplication[] =>
  rulesOf(rules, entity, attribute).flatMap(({ mode, application }) => (mode === 'doNotOverride' ? [application] : []));

export const rulesOf = (
  rules: readonly MasterField[],
  entity: MasterEntity,
  attribute: string,
): readonly MasterField[] => rules.filter((rule) => rule.entity === entity && rule.attribute === attribute);

export const isGradebookMaster = (entity: MasterEntity): boolean => gradebookMasters.includes(entity);
