import { describe, expect, it } from 'vitest';
import { textCell } from '../../../../electron/store/export/oneroster-cells.ts';

describe('textCell', () => {
  it.each([
    ['one\r\ntwo', 'one two'],
    ['bell\u0007 and nothing\u0000', 'bell  and nothing '],
    ['line\u2028break', 'line break'],
  ])('writes what a cell may not hold as a space, and says so: %j', (value, text) => {
    expect(textCell(value)).toEqual({ text, remark: expect.stringContaining('written as spaces') });
  });

  it('leaves other text as it is', () => {
    expect(textCell('Zoë\t„7“, 王')).toEqual({ text: 'Zoë\t„7“, 王' });
  });
});
