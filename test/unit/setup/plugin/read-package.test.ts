import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { readPluginPackage } from '../../../../electron/setup/plugin/read-package.ts';
import { AppError } from '../../../../shared/errors.ts';
import { rawZip } from './raw-zip.ts';
import type { RawEntry } from './raw-zip.ts';
import { bytesOf, manifest, queryFile } from './sample.ts';

const good: RawEntry = { path: 'plugin.xml', content: manifest() };
const megabyte = 1024 * 1024;

async function refusal(bytes: Uint8Array): Promise<AppError> {
  const error: unknown = await readPluginPackage(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error('expected a refusal', { cause: error });
  expect(error.recovery).toBe('stop');
  expect(error.fix).toMatch(/^[A-Z].*\.$/);
  return error;
}
const code = async (...entries: readonly RawEntry[]) => (await refusal(rawZip([good, ...entries]))).code;
const xmlCode = async (text: string) => (await refusal(bytesOf(text))).code;

describe('readPluginPackage', () => {
  it('reads manifest and queries of a zip, packed or stored', async () => {
    const plugin = await readPluginPackage(
      rawZip([
        { ...good, deflate: true },
        { path: 'queries_root/', content: '' },
        {
          path: 'queries_root/a.named_queries.xml',
          content: queryFile({
            args: '<args><arg name="who" column="students.dcid" required="true" type="array" default="1"/></args>',
          }),
          deflate: true,
        },
        { path: 'web_root/page.html', content: 'x' },
      ]),
    );
    expect(plugin.container).toBe('zip');
    expect(plugin.manifest).toEqual({
      name: 'Other',
      version: '1.0',
      description: null,
      publisher: { name: 'Somebody', contact: { email: 'it@example.org', phone: null } },
      oauth: { accessLevelV1Api: null },
      fields: [{ table: 'STUDENTS', field: 'DCID', access: 'ViewOnly' }],
      links: [],
      cdns: [],
      registrationUrl: null,
    });
    expect(plugin.queries).toEqual([
      {
        file: 'queries_root/a.named_queries.xml',
        name: 'com.example.product.area.list',
        coreTable: 'STUDENTS',
        flattened: true,
        summary: null,
        description: 'List',
        args: [{ name: 'who', type: 'array', column: 'STUDENTS.DCID', required: true, default: '1', casing: 'none' }],
        columns: [{ field: 'STUDENTS.DCID', alias: 'dcid' }],
        sql: 'SELECT STUDENTS.DCID FROM STUDENTS ORDER BY STUDENTS.DCID',
      },
    ]);
    expect(plugin.files.map((file) => file.path)).toEqual([
      'plugin.xml',
      'queries_root/a.named_queries.xml',
      'web_root/page.html',
    ]);
  });

  it('reads a bare plugin.xml, with a byte order mark, a prefix and entities of XML itself', async () => {
    const text = `\uFEFF<p:plugin xmlns:p="http://plugin.powerschool.pearson.com" name="A &amp; B &#x41;"><p:oauth accessLevelV1Api="FULL"/></p:plugin>`;
    const plugin = await readPluginPackage(bytesOf(text));
    expect(plugin).toMatchObject({
      container: 'xml',
      manifest: { name: 'A & B A', oauth: { accessLevelV1Api: 'FULL' } },
    });
    expect(plugin.documents[0]?.root.namespace).toBe('http://plugin.powerschool.pearson.com');
  });

  it('leaves the text of CDATA alone and decodes that outside it', async () => {
    const sql = "SELECT 1 FROM CC WHERE A < 3 AND B = '&amp;' ORDER BY 1";
    const escaped = '<sql>SELECT 1 FROM CC WHERE A &lt; 3 ORDER BY 1</sql>';
    const file = queryFile({ sql }).replace('</queries>', `<query name="b">${escaped}</query></queries>`);
    const plugin = await readPluginPackage(rawZip([good, { path: 'queries_root/a.named_queries.xml', content: file }]));
    expect(plugin.queries.map((query) => query.sql)).toEqual([sql, 'SELECT 1 FROM CC WHERE A < 3 ORDER BY 1']);
  });

  it.each([
    '../evil.txt',
    'a/../../evil.txt',
    '/etc/passwd',
    'C:/evil.txt',
    'C:evil.txt',
    '..\\evil.txt',
    'a\\b.txt',
    './a.txt',
    'a//b.txt',
    'a\u0000.txt',
    `${'a/'.repeat(130)}b.txt`,
  ])('refuses a path that leads out or is not plain: %j', async (path) => {
    expect(await code({ path, content: 'x' })).toBe('plugin.unsafePath');
  });

  it('refuses two files of one name, whatever their case or form', async () => {
    expect(await code(good)).toBe('plugin.duplicateFile');
    expect(await code({ path: 'Plugin.XML', content: 'x' })).toBe('plugin.duplicateFile');
    expect(await code({ path: 'é.txt', content: 'x' }, { path: 'e\u0301.txt', content: 'x' })).toBe(
      'plugin.duplicateFile',
    );
    expect(await code({ path: 'a', content: 'x' }, { path: 'a/', content: '' })).toBe('plugin.duplicateFile');
  });

  it('refuses encrypted files and links', async () => {
    expect(await code({ path: 'a.txt', content: 'x', flags: 1 })).toBe('plugin.encrypted');
    expect(await code({ path: 'a.txt', content: '/etc/passwd', mode: 0o120777 })).toBe('plugin.symlink');
    expect(await code({ path: 'a.txt', content: '', mode: 0o020666 })).toBe('plugin.symlink');
  });

  it('refuses what unpacks to more than 20 MB, in one file or in all', async () => {
    const zeros = new Uint8Array(21 * megabyte);
    expect(await code({ path: 'bomb', content: zeros, deflate: true })).toBe('plugin.tooLarge');
    const half = zeros.subarray(0, 11 * megabyte);
    const two = ['a', 'b'].map((path) => ({ path, content: half, deflate: true }));
    expect(await code(...two)).toBe('plugin.tooLarge');
  });

  it('stops unpacking where a file is larger or smaller than the zip states', async () => {
    const zeros = new Uint8Array(4 * megabyte);
    expect(await code({ path: 'bomb', content: zeros, deflate: true, statedSize: 10 })).toBe('plugin.damaged');
    expect(await code({ path: 'short', content: 'abc', deflate: true, statedSize: 10 })).toBe('plugin.damaged');
  });

  it('refuses a file of more than 20 MB before looking into it', async () => {
    expect((await refusal(new Uint8Array(20 * megabyte + 1))).code).toBe('plugin.tooLarge');
    expect((await refusal(new Uint8Array(20 * megabyte))).code).toBe('plugin.notAPlugin');
  });

  it('refuses more than 2000 files and takes 2000', async () => {
    const many = Array.from({ length: 1999 }, (_, at) => ({ path: `f${at}`, content: '' }));
    expect((await readPluginPackage(rawZip([good, ...many]))).files).toHaveLength(2000);
    expect(await code(...many, { path: 'last', content: '' })).toBe('plugin.tooManyFiles');
  });

  it('refuses a damaged zip: cut off, wrong checksum, two names for one file', async () => {
    const whole = rawZip([good]);
    expect((await refusal(whole.subarray(0, whole.length - 30))).code).toBe('plugin.damaged');
    expect((await refusal(Buffer.from('PK\u0003\u0004'))).code).toBe('plugin.damaged');
    expect(await code({ path: 'a.txt', content: 'x', statedCrc: 1 })).toBe('plugin.damaged');
    expect(await code({ path: 'a.txt', content: 'x', localPath: 'b.txt' })).toBe('plugin.damaged');
  });

  it('says that plugin.xml is in a folder', async () => {
    const error = await refusal(rawZip([{ path: 'my-plugin/plugin.xml', content: manifest() }]));
    expect(error.code).toBe('plugin.wrapped');
    expect(error.message).toContain('my-plugin');
    expect(error.fix).toContain('at the top');
  });

  it('says that plugin.xml is missing or misspelt', async () => {
    expect((await refusal(rawZip([{ path: 'readme.txt', content: '' }]))).code).toBe('plugin.noManifest');
    expect((await refusal(rawZip([{ path: 'Plugin.xml', content: manifest() }]))).message).toContain('lower case');
    expect((await refusal(rawZip([]))).code).toBe('plugin.noManifest');
  });

  it('refuses what is no plugin at all', async () => {
    expect(await xmlCode('hello')).toBe('plugin.notAPlugin');
    expect(await xmlCode('')).toBe('plugin.notAPlugin');
    expect(await xmlCode('<html></html>')).toBe('plugin.notAPlugin');
  });

  it.each([
    ['an external entity', '<!DOCTYPE plugin [<!ENTITY x SYSTEM "file:///etc/passwd">]><plugin name="&x;"/>'],
    ['a parameter entity', '<!DOCTYPE plugin [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><plugin/>'],
    [
      'entities that multiply',
      `<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "${'&a;'.repeat(50)}">]><plugin name="&b;"/>`,
    ],
    ['a document type in lower case', '<!doctype plugin><plugin/>'],
    ['a document type after a comment that looks like one', '<!-- <!-- --><!DOCTYPE plugin><plugin/>'],
  ])('refuses %s without reading on', async (_, text) => {
    expect(await xmlCode(text)).toBe('plugin.unsafeXml');
  });

  it('refuses entities in a query file too', async () => {
    const content = `<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]>${queryFile()}`;
    expect(await code({ path: 'queries_root/a.named_queries.xml', content })).toBe('plugin.unsafeXml');
  });

  it('takes the word DOCTYPE in comments and CDATA for text', async () => {
    const content = queryFile({ sql: "SELECT '<!DOCTYPE x>' AS a FROM CC ORDER BY 1" });
    const plugin = await readPluginPackage(
      rawZip([
        { path: 'plugin.xml', content: manifest({ more: '<!-- <!DOCTYPE x> -->' }) },
        { path: 'queries_root/a.named_queries.xml', content },
      ]),
    );
    expect(plugin.queries[0]?.sql).toContain('<!DOCTYPE x>');
  });

  it.each([
    ['an unknown entity', '<plugin name="&nbsp;"/>'],
    ['a bare ampersand', '<plugin>a & b</plugin>'],
    ['an open element', '<plugin>'],
    ['crossed elements', '<plugin><a></plugin></a>'],
    ['a repeated attribute', '<plugin name="a" name="b"/>'],
    ['two outermost elements', '<plugin/><plugin/>'],
    ['text after the end', '<plugin/>more'],
    ['an undeclared prefix', '<p:plugin/>'],
    ['a control character', '<plugin>\u0001</plugin>'],
    ['the character number 0', '<plugin>&#0;</plugin>'],
    ['a bare < in an attribute', '<plugin name="<"/>'],
    ['nesting of 1000 levels', `<plugin>${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}</plugin>`],
    ['names that would touch prototypes', '<plugin><constructor/></plugin>'],
  ])('refuses XML with %s', async (_, text) => {
    expect(await xmlCode(text)).toBe('plugin.badXml');
  });

  it('refuses text that is not UTF-8', async () => {
    const latin = Buffer.from('<plugin name="é"/>', 'latin1');
    expect((await refusal(latin)).code).toBe('plugin.badXml');
  });
});
