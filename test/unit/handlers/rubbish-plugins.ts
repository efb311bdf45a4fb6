import { Buffer } from 'node:buffer';
import { rawZip, type RawEntry } from '../setup/plugin/raw-zip.ts';
import { bytesOf, manifest } from '../setup/plugin/sample.ts';

export interface Rubbish {
  readonly what: string;
  readonly name?: string;
  readonly bytes: Uint8Array;
  /** Of the refusal. */
  readonly code: string;
}

const megabyte = 1024 * 1024;
const good: RawEntry = { path: 'plugin.xml', content: manifest() };
const withFile = (...more: readonly RawEntry[]): Uint8Array => rawZip([good, ...more]);
const asXml = (text: string): Uint8Array => bytesOf(text);
const zeros = (megabytes: number): Uint8Array => new Uint8Array(megabytes * megabyte);
const whole = rawZip([{ ...good, deflate: true }]);

function changed(bytes: Uint8Array, at: number, ...to: readonly number[]): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy.set(to, at < 0 ? copy.length + at : at);
  return copy;
}

/** The way of packing as the directory states it, which is what counts. */
function withMethod(bytes: Uint8Array, method: number): Uint8Array {
  return changed(bytes, Buffer.from(bytes).indexOf(Buffer.from('PK\u0001\u0002')) + 10, method);
}

const path = (name: string): Uint8Array => withFile({ path: name, content: 'x' });
const doctype = (declarations: string, text: string): Uint8Array =>
  asXml(`<?xml version="1.0"?><!DOCTYPE plugin ${declarations}><plugin name="A" version="1">${text}</plugin>`);

/** What people and attackers hand over in place of a plugin. */
export const rubbishPlugins: readonly Rubbish[] = [
  { what: 'an empty file', bytes: new Uint8Array(), code: 'plugin.empty' },
  { what: 'a file of another kind', name: 'plugin.exe', bytes: whole, code: 'plugin.wrongKind' },
  { what: 'a name without an ending', name: 'x'.repeat(900), bytes: whole, code: 'plugin.wrongKind' },
  { what: 'a picture', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), code: 'plugin.notAPlugin' },
  { what: 'a plain text', bytes: asXml('Dear administrator, here is the plugin'), code: 'plugin.notAPlugin' },
  { what: 'nothing but blanks', bytes: asXml(' \n '), code: 'plugin.notAPlugin' },
  { what: 'a web page', bytes: asXml('<html><body>Sign in</body></html>'), code: 'plugin.notAPlugin' },
  { what: 'a 7-zip archive', bytes: Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), code: 'plugin.notAPlugin' },
  { what: 'a zip without anything', bytes: rawZip([]), code: 'plugin.noManifest' },
  { what: 'a zip without plugin.xml', bytes: rawZip([{ path: 'a.txt', content: 'x' }]), code: 'plugin.noManifest' },
  {
    what: 'plugin.xml in a folder',
    bytes: rawZip([{ ...good, path: 'my-plugin/plugin.xml' }]),
    code: 'plugin.wrapped',
  },
  { what: 'Plugin.XML misspelt', bytes: rawZip([{ ...good, path: 'Plugin.XML' }]), code: 'plugin.noManifest' },
  { what: 'two plugin.xml', bytes: withFile(good), code: 'plugin.duplicateFile' },
  { what: 'two names that differ in case', bytes: path('PLUGIN.xml'), code: 'plugin.duplicateFile' },
  { what: 'another root element', bytes: asXml('<plugins name="A"/>'), code: 'plugin.notAPlugin' },
  { what: 'two root elements', bytes: asXml('<plugin name="A"/><plugin name="B"/>'), code: 'plugin.badXml' },
  { what: 'XML that breaks off', bytes: asXml(manifest().slice(0, 150)), code: 'plugin.badXml' },
  { what: 'XML with a prefix of nobody', bytes: asXml('<x:plugin name="A"/>'), code: 'plugin.badXml' },
  { what: 'XML in UTF-16', bytes: Buffer.from(`\uFEFF${manifest()}`, 'utf16le'), code: 'plugin.notAPlugin' },
  {
    what: 'XML in Latin-1',
    bytes: Buffer.from(manifest({ attributes: 'name="Sch\u00fcler"' }), 'latin1'),
    code: 'plugin.badXml',
  },
  { what: 'control characters', bytes: asXml(manifest({ more: '\u0001' })), code: 'plugin.badXml' },
  { what: 'nesting without end', bytes: asXml('<plugin>'.repeat(50_000)), code: 'plugin.badXml' },
  {
    what: 'entities that expand',
    bytes: doctype('[<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]', '&b;'),
    code: 'plugin.unsafeXml',
  },
  {
    what: 'an entity from a file',
    bytes: doctype('[<!ENTITY x SYSTEM "file:///etc/passwd">]', '&x;'),
    code: 'plugin.unsafeXml',
  },
  {
    what: 'a document type from the network',
    bytes: doctype('SYSTEM "http://example.org/x.dtd"', ''),
    code: 'plugin.unsafeXml',
  },
  { what: 'an entity of nobody', bytes: asXml('<plugin name="&who;"/>'), code: 'plugin.badXml' },
  { what: 'a path upwards', bytes: path('../../evil.txt'), code: 'plugin.unsafePath' },
  { what: 'a path from the root', bytes: path('/etc/cron.d/evil'), code: 'plugin.unsafePath' },
  { what: 'a path of Windows', bytes: path('..\\..\\evil.txt'), code: 'plugin.unsafePath' },
  { what: 'a drive of Windows', bytes: path('C:/evil.txt'), code: 'plugin.unsafePath' },
  { what: 'a name that ends early', bytes: path('plugin.xml\u0000.txt'), code: 'plugin.unsafePath' },
  { what: 'a huge name', bytes: path('n'.repeat(60_000)), code: 'plugin.unsafePath' },
  { what: 'a link', bytes: withFile({ path: 'a', content: '/etc/passwd', mode: 0o120777 }), code: 'plugin.symlink' },
  { what: 'a password', bytes: rawZip([{ ...good, flags: 1 }]), code: 'plugin.encrypted' },
  { what: 'a bomb', bytes: withFile({ path: 'b', content: zeros(21), deflate: true }), code: 'plugin.tooLarge' },
  {
    what: 'a bomb in two parts',
    bytes: withFile({ path: 'a', content: zeros(11), deflate: true }, { path: 'b', content: zeros(11), deflate: true }),
    code: 'plugin.tooLarge',
  },
  {
    what: 'a header that states 1 GB',
    bytes: withFile({ path: 'b', content: 'x', deflate: true, statedSize: 1024 * megabyte }),
    code: 'plugin.tooLarge',
  },
  {
    what: 'a header that states too little',
    bytes: withFile({ path: 'b', content: zeros(4), deflate: true, statedSize: 10 }),
    code: 'plugin.damaged',
  },
  {
    what: 'thousands of files',
    bytes: withFile(...Array.from({ length: 2500 }, (_, at) => ({ path: `f${at}`, content: '' }))),
    code: 'plugin.tooManyFiles',
  },
  { what: 'a zip that was cut off', bytes: whole.subarray(0, whole.length - 30), code: 'plugin.damaged' },
  { what: 'the first bytes of a zip', bytes: asXml('PK\u0003\u0004'), code: 'plugin.damaged' },
  { what: 'a zip with flipped bits', bytes: changed(whole, 50, 0xff, 0xff, 0xff, 0xff), code: 'plugin.damaged' },
  { what: 'a directory far away', bytes: changed(whole, -6, 0xff, 0xff, 0xff, 0x7f), code: 'plugin.damaged' },
  { what: 'a wrong checksum', bytes: withFile({ path: 'a', content: 'x', statedCrc: 1 }), code: 'plugin.damaged' },
  {
    what: 'a file with two names',
    bytes: withFile({ path: 'a', content: 'x', localPath: 'b' }),
    code: 'plugin.damaged',
  },
  { what: 'an unusual way of packing', bytes: withMethod(rawZip([good]), 99), code: 'plugin.damaged' },
];
