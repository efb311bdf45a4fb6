import { describe, expect, it } from 'vitest';
import { isVersionAtLeast } from '../../../../shared/powerschool/version.ts';

describe('version of PowerSchool', () => {
  it.each([
    ['8.3', '8.3', true],
    ['8.10', '8.3', true],
    ['8.2.99', '8.3', false],
    ['10', '9.2', true],
    ['25.2.0.0', '25.2', true],
    ['v9.1 (build 7)', '8.3', true],
    ['8', '8.0.0', true],
    ['', '8.3', null],
    ['unknown', '8.3', null],
  ])('tells whether %s is at least %s, part by part (C11)', (version, least, answer) => {
    expect(isVersionAtLeast(version, least)).toBe(answer);
  });
});
