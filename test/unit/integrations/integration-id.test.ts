import { describe, expect, it } from 'vitest';
import { integrationIdFor } from '../../../electron/integrations/integration-id.ts';

const id = (name: string, ...taken: string[]): string =>
  integrationIdFor(name, (candidate) => taken.includes(candidate));

describe('integrationIdFor', () => {
  it.each([
    ['Springfield PowerSchool', 'springfield-powerschool'],
    ['  Écoles de Montréal (été) ', 'ecoles-de-montreal-ete'],
    ['../../etc/passwd', 'etc-passwd'],
    ['学校', 'integration'],
    ['CON', 'integration'],
    [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
  ])('makes %j into %j', (name, expected) => {
    expect(id(name)).toBe(expected);
  });

  it('adds the first free number to an id that is taken', () => {
    expect(id('A', 'a', 'a-2', 'a-4')).toBe('a-3');
  });
});
