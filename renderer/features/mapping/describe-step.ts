import type { Transform } from '../../../shared/integration/mapping/transforms.ts';
import { stepNames } from './texts.ts';

const cases = { lower: 'lower case', upper: 'UPPER CASE', title: 'Title Case' } as const;

/** A step in a few words, as the list of mappings shows it. */
export function describeStep(step: Transform): string {
  switch (step.kind) {
    case 'constant':
      return `“${step.value}”`;
    case 'template':
      return `“${step.text}”`;
    case 'case':
      return cases[step.to];
    case 'replace':
      return `“${step.find}” by “${step.with}”`;
    case 'lookup':
      return `${stepNames.lookup} (${step.table.length})`;
    case 'dateFormat':
      return `${step.from} to ${step.to}`;
    case 'numberScale':
      return `× ${step.factor}${step.offset === 0 ? '' : ` + ${step.offset}`}`;
    default:
      return stepNames[step.kind];
  }
}

/** A new step with something in every field that can have a sensible beginning. */
export function newStep(kind: Transform['kind']): Transform {
  switch (kind) {
    case 'constant':
      return { kind, value: '' };
    case 'template':
      return { kind, text: '', whenEmpty: 'issue' };
    case 'firstNonEmpty':
      return { kind };
    case 'trim':
      return { kind, inner: false };
    case 'case':
      return { kind, to: 'lower' };
    case 'replace':
      return { kind, find: '', with: '', ignoreCase: false };
    case 'lookup':
      return { kind, table: [{ from: '', to: '' }], ignoreCase: false, otherwise: 'issue' };
    case 'dateFormat':
      return { kind, from: 'MM/DD/YYYY', to: 'YYYY-MM-DD' };
    case 'numberScale':
      return { kind, factor: 1, offset: 0, decimals: null };
  }
}
