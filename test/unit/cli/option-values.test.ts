import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { collectConditions, decimalInteger, folder, port } from '../../../electron/cli/option-values.ts';

describe('values of options', () => {
  it('splits a condition at its first equals sign', () => {
    const before = [{ attribute: 'role', value: 'student' }];
    expect(collectConditions('title=a=b', before)).toEqual([...before, { attribute: 'title', value: 'a=b' }]);
    expect(collectConditions('metadata.TermID=', [])).toEqual([{ attribute: 'metadata.TermID', value: '' }]);
  });

  it.each(['title', '=x', ''])('refuses %j as a condition', (text) => {
    expect(() => collectConditions(text, [])).toThrow('attr=value');
  });

  it.each(['1.5', '-1', '0x10', '1e3', '', ' 1', '99999999999999999999'])('refuses %j as a whole number', (text) => {
    expect(() => decimalInteger(1)(text)).toThrow('whole number of at least 1');
  });

  it('takes ports from 0 to 65535', () => {
    expect(port('0')).toBe(0);
    expect(port('65535')).toBe(65_535);
    expect(() => port('65536')).toThrow('from 0 to 65535');
  });

  it('makes a folder absolute and refuses an empty one', () => {
    expect(folder('some/where')).toBe(join(process.cwd(), 'some', 'where'));
    expect(() => folder(' ')).toThrow('must not be empty');
  });
});
