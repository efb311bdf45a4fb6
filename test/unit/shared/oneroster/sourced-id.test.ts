import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityTypes } from '../../../../shared/oneroster/entity.ts';
import { formatSourcedId, parseSourcedId } from '../../../../shared/oneroster/sourced-id.ts';

describe('sourcedIds', () => {
  it('come from the native keys alone and go back to them', () => {
    const key = fc.integer({ min: 0, max: 999_999_999_999_999 });
    fc.assert(
      fc.property(fc.constantFrom(...entityTypes), key, key, (entity, first, second) => {
        const id = formatSourcedId(entity, first, second);
        expect(parseSourcedId(id)).toEqual({ entity, key: first, subkey: second });
        expect(id).toMatch(/^[0-9A-Za-z.\-_/@]{1,255}$/);
      }),
    );
  });

  it.each(['result', 'result-', 'nothing-1', 'result-1-2-3', 'result-1#2', ''])('does not take %j for one', (text) => {
    expect(parseSourcedId(text)).toBeUndefined();
  });
});
