import type { Conflict, PlanItem } from '../../../shared/exchange/plan.ts';
import type { RemapProposal } from '../../../shared/exchange/remap.ts';

const sideNames = { powerschool: 'PowerSchool', partner: 'School Passport' } as const;

/** `School Passport: create result Ada Ash · Leaf quiz of Biology`, with what changes, and why it is kept back. */
export function lineOf({ target, action, entity, label, class: klass, changes, problems, outcome }: PlanItem): string {
  const changed =
    action === 'update'
      ? `: ${changes.map((change) => `${change.attribute} ${said(change.old)} → ${said(change.new)}`).join(', ')}`
      : '';
  const kept = problems.filter(({ blocks }) => blocks).map(({ message, fix }) => ` — kept back: ${message} ${fix}`);
  return `${sideNames[target]}: ${action} ${entity} ${label} of ${named(klass)}${changed}${kept.join('')}${outcome === null ? '' : ` — refused: ${outcome.message} ${outcome.fix}`}`;
}

export function questionOf({ entity, label, class: klass, attribute, values, kind }: Conflict): string {
  const what = attribute === null ? '' : `: ${attribute} `;
  return `A person decides (${kind}): ${entity} ${label} of ${named(klass)}${what}${attribute === null ? ': ' : ''}PowerSchool ${said(values.powerschool)}, School Passport ${said(values.partner)}`;
}

export const proposalOf = ({ entity, kind, strength, label, partnerLabel }: RemapProposal): string =>
  `${entity} ${label} = ${partnerLabel}: ${kind}, ${strength}`;

const said = (value: string | number | null): string => (value === null ? 'nothing' : String(value));
const named = (klass: string | null): string => (klass ?? '?').replace(' (1)', '');
