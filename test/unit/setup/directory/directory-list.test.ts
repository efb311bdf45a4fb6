import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, it } from 'vitest';
import { lookAtList } from '../../../../electron/setup/directory/look-at-list.ts';
import { openListUploads } from '../../../../electron/setup/directory/list-uploads.ts';
import { openNameReader } from '../../../../electron/setup/directory/read-names.ts';
import type { ListShape } from '../../../../shared/ipc/contract/roster.ts';

const utf8 = (text: string): Uint8Array => Buffer.from(text);
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const wide = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

/** What is proposed for a list, and the names that it then gives, sent in pieces of this many bytes. */
async function read(bytes: Uint8Array, more: Partial<ListShape> = {}, pieceBytes = 7) {
  const { rows, ...proposed } = lookAtList(bytes, true);
  const shape = { ...proposed, ...more };
  const reader = openNameReader(shape);
  for (let at = 0; at < bytes.length; at += pieceBytes) await reader.add(bytes.subarray(at, at + pieceBytes));
  return { rows, shape, names: await reader.finish() };
}

describe('a list of a directory', () => {
  const table = 'displayName,sAMAccountName,mail\r\n"Ng, Ana",ana,ana@x.org\r\nBjörk Ý,björk,b@x.org\r\n';

  it.each([
    ['UTF-8', utf8(table), 'utf-8'],
    ['UTF-8 with a mark', utf8(`\uFEFF${table}`), 'utf-8'],
    ['Latin letters of Windows', latin(table), 'windows-1252'],
    ['UTF-16 as Windows writes it', wide(table), 'utf-16le'],
    ['UTF-16 the other way round', wide(table, true), 'utf-16be'],
    ['UTF-16 without a mark', wide(table).subarray(2), 'utf-16le'],
    ['line ends of Unix', utf8(table.replaceAll('\r\n', '\n')), 'utf-8'],
  ] as const)('in %s is read, whatever pieces it comes in', async (_kind, bytes, encoding) => {
    for (const pieceBytes of [1, 7, 1000]) {
      const { names, shape } = await read(bytes, {}, pieceBytes);
      expect(names).toEqual(['ana', 'björk']);
      expect(shape).toEqual({ encoding, delimiter: ',', hasTitles: true, column: 1 });
    }
  });

  it.each([
    [';', 'Name;Login\nA;a\nB;b\n'],
    ['\t', 'Name\tLogin\nA\ta\nB\tb\n'],
    ['|', 'Name|Login\nA|a\nB|b\n'],
    [',', 'Name,Login\n"A; B",a\nB,b\n'],
  ])('with %j between its columns is split there', async (delimiter, text) => {
    const { names, shape } = await read(utf8(text));
    expect({ names, delimiter: shape.delimiter }).toEqual({ names: ['a', 'b'], delimiter });
  });

  it('may have one column, no titles, blank lines and lines of different lengths', async () => {
    expect((await read(utf8('ana\n\nbob\n'))).names).toEqual(['ana', 'bob']);
    expect((await read(utf8('ana@x.org,1\nbob@x.org\n,3\n'), { column: 0 })).names).toEqual(['ana@x.org', 'bob@x.org']);
    expect((await read(utf8('ana,1\nbob,2\n'), { hasTitles: true })).names).toEqual(['bob']);
  });

  it('whose letters change in the middle is read cell by cell', async () => {
    const bytes = Buffer.concat([utf8('login\nanaé\n'), latin('bobé\n')]);
    expect((await read(bytes, { column: 0, hasTitles: true })).names).toEqual(['anaé', 'bobé']);
  });

  it('gives back every name, whatever is in it', async () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() !== '' && !text.includes('\u0000'));
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1 }), fc.integer({ min: 1, max: 50 }), async (names, pieceBytes) => {
        const bytes = utf8(
          stringify(
            names.map((text, at) => [String(at), text]),
            { quoted: true },
          ),
        );
        const reader = openNameReader({ encoding: 'utf-8', delimiter: ',', hasTitles: false, column: 1 });
        for (let at = 0; at < bytes.length; at += pieceBytes) await reader.add(bytes.subarray(at, at + pieceBytes));
        expect(await reader.finish()).toEqual(names.map((text) => text.trim()));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['a workbook', Buffer.from('504b0304aabb', 'hex'), 'a workbook or a zip file'],
    ['an old workbook', Buffer.from('d0cf11e0a1b1', 'hex'), 'a workbook or another Office file'],
    ['a PDF', utf8('%PDF-1.7 …'), 'a PDF'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'not a text file'],
    ['a web page', utf8('  <!doctype html><p>'), 'a web page or XML'],
    ['JSON', utf8('[{"login": "ana"}]'), 'JSON'],
    ['nothing', utf8(''), 'nothing in it'],
    ['blanks', utf8(' \n\n '), 'nothing in it'],
  ])('that is %s is refused', (_kind, bytes, why) => {
    expect(() => lookAtList(bytes, true)).toThrow(
      expect.objectContaining({ code: 'directory.notAList', message: expect.stringContaining(why) }),
    );
  });

  it('that cannot be read to its end, or holds no name, is refused', async () => {
    const endless = utf8(`login\n"ana\n${'x,'.repeat(200_000)}`);
    await expect(read(endless, { column: 0, hasTitles: true, delimiter: ',' }, 50_000)).rejects.toMatchObject({
      code: 'directory.notAList',
      message: expect.stringContaining('quotation mark'),
    });
    await expect(read(utf8('login\n"ana\n'), { column: 0 })).rejects.toMatchObject({ code: 'directory.notAList' });
    await expect(read(utf8('a,b\nc,d\n'), { column: 7 })).rejects.toMatchObject({ code: 'directory.empty' });
    const reader = openNameReader({ encoding: 'utf-8', delimiter: ',', hasTitles: false, column: 0 });
    await expect(reader.add(Buffer.from([65, 0, 10]))).rejects.toMatchObject({ code: 'directory.notAList' });
  });

  it('must come whole and in order', async () => {
    const uploads = openListUploads();
    const shape = { encoding: 'utf-8', delimiter: ',', hasTitles: false, column: 0 } as const;
    const owner = { integrationId: 'a', role: 'staff' } as const;
    const broken = { code: 'directory.uploadBroken' };
    const first = uploads.begin(owner, shape, 8);
    await uploads.add(first, 0, utf8('ana\n'));
    await expect(uploads.add(first, 0, utf8('ana\n'))).rejects.toMatchObject(broken);
    await expect(uploads.add(first, 4, utf8('bob\ncarl\n'))).rejects.toMatchObject(broken);
    await expect(uploads.take(first)).rejects.toMatchObject(broken);
    const second = uploads.begin(owner, shape, 4);
    const third = uploads.begin(owner, shape, 4);
    await expect(uploads.add(second, 0, utf8('bob\n'))).rejects.toMatchObject(broken);
    await uploads.add(third, 0, utf8('bob\n'));
    expect(await uploads.take(third)).toEqual({ owner, names: ['bob'] });
    await expect(uploads.take(third)).rejects.toMatchObject(broken);
  });
});
