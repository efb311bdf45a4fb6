import type { Transform, TransformKind } from './transforms.ts';

export const stepNames: Readonly<Record<TransformKind, string>> = {
  constant: 'Constant value',
  template: 'Template',
  firstNonEmpty: 'First that is not empty',
  trim: 'Trim spaces',
  case: 'Upper or lower case',
  replace: 'Replace text',
  lookup: 'Lookup table',
  dateFormat: 'Date format',
  numberScale: 'Scale a number',
};

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
