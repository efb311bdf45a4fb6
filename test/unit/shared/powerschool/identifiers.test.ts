import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entityTypes } from '../../../../shared/oneroster/entity.ts';
import { formatPowerSchoolId, parsePowerSchoolId } from '../../../../shared/powerschool/identifiers.ts';

describe('PowerSchool IDs', () => {
  it('composes a category id of teachercategoryid, underscore, sectionsdcid (S31)', () => {
    expect(formatPowerSchoolId('category', 4302, 681185)).toBe('4302_681185');
    expect(parsePowerSchoolId('category', '4302_681185')).toEqual({ key: 4302, subkey: 681185 });
  });

  it('composes and parses a line item id (S32)', () => {
    expect(formatPowerSchoolId('lineItem', 978786, 2227314)).toBe('978786#2227314');
    expect(parsePowerSchoolId('lineItem', ' 978786#2227314 ')).toEqual({ key: 978786, subkey: 2227314 });
  });

  it('composes and parses a result id (S33)', () => {
    expect(formatPowerSchoolId('result', 4711, 815)).toBe('4711#815');
    expect(parsePowerSchoolId('result', '4711#815')).toEqual({ key: 4711, subkey: 815 });
  });

  it('is the DCID for everything else (S30)', () => {
    expect(formatPowerSchoolId('class', 681185, 0)).toBe('681185');
    expect(formatPowerSchoolId('user', 162876, 1)).toBe('162876');
  });

  it('comes back from its text for every entity and number (S30, S31, S32, S33)', () => {
    const key = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(fc.constantFrom(...entityTypes), key, key, (entity, first, second) => {
        const composite = ['category', 'lineItem', 'result'].includes(entity);
        const parsed = parsePowerSchoolId(entity, formatPowerSchoolId(entity, first, second));
        expect(parsed).toEqual({ key: first, subkey: composite ? second : 0 });
      }),
    );
  });

  it.each([
    ['category', '12#34'],
    ['lineItem', '12_34'],
    ['lineItem', '12#'],
    ['result', '12'],
    ['result', '1#2#3'],
    ['result', '-1#2'],
    ['class', '12#34'],
    ['class', ''],
    ['result', '99999999999999999999#1'],
  ] as const)('refuses for %s the text %j (S31, S32, S33)', (entity, text) => {
    expect(parsePowerSchoolId(entity, text)).toBeUndefined();
  });
});
