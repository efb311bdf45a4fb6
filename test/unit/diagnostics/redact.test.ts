import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { redact } from '../../../electron/diagnostics/redact.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/strings/${name}`, import.meta.url), 'utf8');
const people = parse<{ given_name: string; family_name: string }>(fixture('names_a.csv'), { columns: true });
const naughty = JSON.parse(fixture('blns_even.json')) as readonly string[];
const gone = '[redacted]';
const text = (value: string): string => String(redact(value));

describe('redaction of objects', () => {
  it('takes out every name, however deep and under whichever spelling of the key', () => {
    for (const { given_name: given, family_name: family } of people) {
      const found = redact({
        count: 3,
        user: { givenName: given, x: family },
        rows: [{ FIRST_NAME: given, 'last-name': family, entity: 'user' }],
        middleName: family,
        studentName: given,
      });
      expect(found).toEqual({
        count: 3,
        user: gone,
        rows: [{ FIRST_NAME: gone, 'last-name': gone, entity: 'user' }],
        middleName: gone,
        studentName: gone,
      });
    }
  });

  it.each([
    'name',
    'score',
    'textScore',
    'score_percent',
    'secret',
    'clientSecret',
    'client_id',
    'clientId',
    'CLIENT-ID',
    'access_token',
    'Authorization',
    'set-cookie',
    'password',
    'username',
    'email_addr',
    'comment',
    'scoreEntered',
    'apiKey',
    'birthDate',
    'student_number',
  ])('takes out what stands under %s, of whatever kind', (key) => {
    for (const value of ['a', 1, 0, true, ['a'], { a: 1 }]) expect(redact({ [key]: value })).toEqual({ [key]: gone });
    expect(redact({ [key]: null })).toEqual({ [key]: null });
  });

  it('keeps counts, codes and the ids of runs and integrations', () => {
    const fields = {
      rows: 200_000,
      entity: 'result',
      code: 'net.timeout',
      isFull: false,
      took: 1.5,
      none: null,
      runId: '0b6f2f0e-1c1d-4a7c-9f7a-2f3b1f0c9d11',
      integrationId: 'springfield-powerschool-2',
    };
    expect(redact(fields)).toEqual(fields);
  });

  it('gives errors, dates, maps, sets and large numbers as plain data', () => {
    const error = new AppError('auth.invalidClient', 'ask', 'refused for ada@example.org');
    expect(
      redact({ error, at: new Date(0), map: new Map([['a', 1]]), set: new Set([1]), big: 10n, none: undefined }),
    ).toEqual({
      error: { error: 'AppError', code: 'auth.invalidClient', message: `refused for ${gone}` },
      at: '1970-01-01T00:00:00.000Z',
      map: { a: 1 },
      set: [1],
      big: '10',
    });
  });

  it('stops at circles, at great depth and at what cannot be read', () => {
    const circle: Record<string, unknown> = { a: 1 };
    circle['self'] = circle;
    expect(redact(circle)).toEqual({ a: 1, self: gone });
    let deep: unknown = 'bottom';
    for (let level = 0; level < 50; level++) deep = { deep };
    expect(JSON.stringify(redact(deep))).not.toContain('bottom');
    const broken = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    expect(redact(broken)).toBe(gone);
    expect(redact(Buffer.from('secret'))).toBe(gone);
  });

  it('never throws and gives JSON, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withSet: true, withDate: true, withBigInt: true }), (value) => {
        expect(() => JSON.stringify(redact(value))).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });
});

describe('redaction of texts', () => {
  it('takes out what is assigned to a sensitive key, in JSON and out of it', () => {
    for (const { given_name: given, family_name: family } of people) {
      const json = JSON.stringify({ first_name: given, last_name: family, rows: 1 });
      expect(text(`body ${json}`)).toBe(`body {"first_name":"${gone}","last_name":"${gone}","rows":1}`);
      expect(text(`failed: name=${family}, ${given}; rows=1`)).toBe(`failed: name=${gone}; rows=1`);
      expect(text(`student: ${given} ${family}\nnext line`)).toBe(`student: ${gone}\nnext line`);
    }
  });

  it('takes out what nests under a sensitive key', () => {
    expect(text('{"student": {"a": "Ada"}, "rows": 1}')).toBe(`{"student": ${gone}`);
  });

  it('takes out e-mail addresses, whatever alphabet they are written in', () => {
    for (const { given_name: given, family_name: family } of people) {
      const address = `${given}.${family}@example.org`.replaceAll(/[\s"'(),;:<>[\]]/g, '');
      expect(text(`sent to ${address} today`)).toBe(`sent to ${gone} today`);
    }
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        expect(text(`to <${address}>`)).not.toContain(address.slice(address.indexOf('@')));
      }),
    );
  });

  it('takes out query strings, and user and password of addresses', () => {
    expect(text('GET https://ada:pw@ps.example.org/ws/v1/student?q=name.last_name==Ada*&page=1 failed')).toBe(
      `GET https://ps.example.org/ws/v1/student?${gone} failed`,
    );
    expect(text('/ws/schema/table/students?projection=dcid')).toBe(`/ws/schema/table/students?${gone}`);
  });

  it('takes out client ids, tokens and credentials wherever they stand', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.constantFrom('', ' ', '/', '"', ',', '('), (id, beside) => {
        expect(text(`x${beside === '' ? ' ' : beside}${id}${beside} y`)).not.toContain(id);
      }),
    );
    expect(text('x 00000000-0000-1000-8000-000000000000 y')).toBe(`x ${gone} y`);
    const header = Buffer.from('client:secret').toString('base64');
    expect(text(`Basic ${header}`)).toBe(`Basic ${gone}`);
    expect(text('Bearer abc')).toBe(`Bearer ${gone}`);
    expect(text('got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x')).not.toMatch(/eyJ/);
  });

  it('leaves plain sentences and codes as they are', () => {
    for (const sentence of [
      'PowerSchool did not answer in time.',
      'org.gradesync.sync.roster.section_teachers',
      'Took 12:30 minutes: 3 of 4 schools',
      'schema_table_query_max_page_size',
    ]) {
      expect(text(sentence)).toBe(sentence);
    }
  });

  it('changes nothing more when it is applied again', () => {
    const texts = [...naughty, ...naughty.map((string) => `name=${string}`), 'a?b=c&d', 'Bearer x', '{"score":1}'];
    for (const string of texts.filter((candidate) => candidate.length < 1000)) {
      const once = text(string);
      expect(text(once)).toBe(once);
    }
  });

  it('takes naughty strings out from under a sensitive key, and out of JSON', () => {
    for (const string of naughty.filter((candidate) => candidate !== '')) {
      expect(redact({ name: string })).toEqual({ name: gone });
      expect(text(JSON.stringify({ score: string, rows: 1 }))).toBe(`{"score":"${gone}","rows":1}`);
    }
  });

  it('takes no longer for long texts made to slow it down', () => {
    const before = performance.now();
    for (const part of ['a', '@', 'a@', 'name=', '"', '?', 'a.', '\\"', 'Basic ', '1a-', ': '])
      text(part.repeat(50_000));
    expect(performance.now() - before).toBeLessThan(1500);
  });
});
