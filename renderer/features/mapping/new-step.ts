import type { Transform } from '../../../shared/integration/mapping/transforms.ts';

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
