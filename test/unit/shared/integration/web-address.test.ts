import { describe, expect, it } from 'vitest';
import { addressFromPasted, webAddress } from '../../../../shared/integration/web-address.ts';

const read = (text: string): string | undefined => webAddress.safeParse(text).data;

describe('the address of a server', () => {
  it.each([
    ['ps.example.org', 'https://ps.example.org'],
    ['  https://ps.example.org// ', 'https://ps.example.org'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['https://[::1]:8443/base/', 'https://[::1]:8443/base'],
    ['schule.münchen.example', 'https://schule.münchen.example'],
    ['localhost', 'https://localhost'],
    ['ps.example.org.', 'https://ps.example.org.'],
  ])('is completed: %j', (typed, address) => {
    expect(read(typed)).toBe(address);
  });

  it.each([
    '',
    ' ',
    'not an address',
    'ps.example.org/a b',
    'https://',
    'http://?',
    '::::',
    '.',
    '-',
    '-a.example',
    'a..b',
    'https://ps*.example.org',
    'javascript:alert(1)',
    'ftp://ps.example.org',
    'https://name:word@ps.example.org',
    'https://ps.example.org/?a=1',
    'https://ps.example.org/#a',
    'https://ps.example.org:99999',
    'https://[::1',
    '999999999999',
  ])('is not %j', (typed) => {
    expect(read(typed)).toBeUndefined();
  });

  it.each([
    'https://ps.example.org/admin/home.html',
    'ps.example.org/public/',
    'https://ps.example.org/teachers/pw.html?x=1#top',
    'https://ps.example.org/admin',
  ])('is found in what was copied from the browser: %j', (typed) => {
    expect(addressFromPasted(typed)).toBe('https://ps.example.org');
  });

  it('keeps a path that is no page of PowerSchool', () => {
    expect(addressFromPasted('https://example.org/ps')).toBe('https://example.org/ps');
    expect(addressFromPasted('https://example.org/?a=1')).toBeUndefined();
  });
});
