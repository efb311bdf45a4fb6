import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetAttribute } from '../../../../../shared/integration/mapping/attributes.ts';
import { applyMapping, type SourceValue } from '../../../../../shared/integration/mapping/apply-mapping.ts';
import { attributeMappingSchema } from '../../../../../shared/integration/mappings.ts';
import { characterCount } from '../../../../../shared/oneroster/limits.ts';
import type { MappedEntity } from '../../../../../shared/integration/mapping/mapped-entities.ts';

type Step = Record<string, unknown>;

function map(entity: MappedEntity, name: string, record: Record<string, SourceValue>, ...transforms: Step[]): unknown {
  const target = targetAttribute(entity, name);
  if (target === undefined) throw new Error(`no target ${name}`);
  const sources = transforms[0]?.['kind'] === 'constant' ? [] : Object.keys(record);
  const mapping = attributeMappingSchema.parse({ target: name, sources, transforms });
  return applyMapping(mapping, target, (source) => record[source] ?? null);
}

const username = (record: Record<string, SourceValue>, ...transforms: Step[]) =>
  map('student', 'username', record, ...transforms);

describe('applyMapping', () => {
  it('carries a value over as it is where there is no step', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(username({ email: text })).toEqual({ value: text });
      }),
    );
  });

  it('leaves a record without a value without one, whatever the step', () => {
    for (const step of [
      { kind: 'trim' },
      { kind: 'case', to: 'upper' },
      { kind: 'replace', find: 'a', with: 'b' },
      { kind: 'lookup', table: [{ from: 'a', to: 'b' }] },
      { kind: 'dateFormat', from: 'YYYY-MM-DD', to: 'D.M.YYYY' },
      { kind: 'numberScale', factor: 2 },
      { kind: 'firstNonEmpty' },
      { kind: 'template', text: 'x{email}' },
    ]) {
      expect(username({ email: null }, step)).toEqual({ value: null });
    }
  });

  it('writes a constant', () => {
    expect(map('category', 'metadata.TermID', {}, { kind: 'constant', value: '3600' })).toEqual({ value: '3600' });
  });

  it('fills a template, and reports a record that lacks a part of it', () => {
    const step = { kind: 'template', text: '{givenName}.{familyName}' };
    expect(username({ givenName: 'Ada', familyName: 'Byron' }, step)).toEqual({ value: 'Ada.Byron' });
    expect(username({ givenName: 'Ada', familyName: ' ' }, step)).toEqual({ problem: 'partMissing' });
    expect(username({ givenName: 'Ada', familyName: null }, { ...step, whenEmpty: 'leaveOut' })).toEqual({
      value: 'Ada.',
    });
  });

  it('takes the first source that is not empty', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => text.trim() !== ''),
        (text) => {
          const record = { email: '  ', username: null, identifier: text, givenName: 'later' };
          expect(username(record, { kind: 'firstNonEmpty' })).toEqual({ value: text });
        },
      ),
    );
  });

  it('trims and changes case without touching anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(username({ email: text }, { kind: 'trim' })).toEqual({ value: text.trim() });
        expect(username({ email: text }, { kind: 'case', to: 'lower' })).toEqual({
          value: text.toLocaleLowerCase('en-US'),
        });
      }),
    );
    expect(username({ email: ' a \t b ' }, { kind: 'trim', inner: true })).toEqual({ value: 'a b' });
    expect(username({ email: 'anne-marie LEE' }, { kind: 'case', to: 'title' })).toEqual({ value: 'Anne-Marie Lee' });
  });

  it('takes what is to be replaced as plain text, not as a pattern', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (text, find, by) => {
        const plain = text.split(find).join(by);
        expect(username({ email: text }, { kind: 'replace', find, with: by })).toEqual({ value: plain });
      }),
    );
    const step = { kind: 'replace', find: '.EDU', with: '$&', ignoreCase: true };
    expect(username({ email: 'a.edu xedu' }, step)).toEqual({ value: 'a$& xedu' });
  });

  it('looks a value up, and reports, keeps or empties one that is not in the table', () => {
    const table = [{ from: 'F', to: 'female' }];
    expect(username({ email: 'F' }, { kind: 'lookup', table })).toEqual({ value: 'female' });
    expect(username({ email: 'f' }, { kind: 'lookup', table, ignoreCase: true })).toEqual({ value: 'female' });
    expect(username({ email: 'f' }, { kind: 'lookup', table })).toEqual({ problem: 'notInTable' });
    expect(username({ email: 'f' }, { kind: 'lookup', table, otherwise: 'keep' })).toEqual({ value: 'f' });
    expect(username({ email: 'f' }, { kind: 'lookup', table, otherwise: 'empty' })).toEqual({ value: null });
  });

  it('writes every day of the calendar in another pattern and back', () => {
    const day = fc.date({ min: new Date('1901-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom('MM/DD/YYYY', 'D.M.YYYY', 'YYYY/M/D', 'DD-MM-YYYY'), (date, pattern) => {
        const iso = date.toISOString().slice(0, 10);
        const there = username({ email: iso }, { kind: 'dateFormat', from: 'YYYY-MM-DD', to: pattern });
        const value = (there as { value: string }).value;
        const back = username({ email: value }, { kind: 'dateFormat', from: pattern, to: 'YYYY-MM-DD' });
        expect(back).toEqual({ value: iso });
      }),
    );
  });

  it('reports what is no day of the calendar', () => {
    const step = { kind: 'dateFormat', from: 'MM/DD/YYYY', to: 'YYYY-MM-DD' };
    for (const text of ['02/30/2026', '13/01/2026', '2026-01-01', 'see file', '1/2/2026']) {
      expect(username({ email: text }, step)).toEqual({ problem: 'notADate' });
    }
  });

  it('scales numbers and refuses what is none', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (number) => {
        const there = map('result', 'score', { score: number }, { kind: 'numberScale', factor: 4 });
        expect(there).toEqual({ value: number * 4 });
      }),
    );
    expect(map('result', 'score', { score: 0.1 }, { kind: 'numberScale', factor: 3 })).toEqual({ value: 0.3 });
    expect(map('result', 'score', { score: 7 }, { kind: 'numberScale', factor: 1 / 3, decimals: 2 })).toEqual({
      value: 2.33,
    });
    for (const text of ['A+', '1e3', '0x10', '1,5']) {
      expect(map('result', 'score', { textScore: text }, { kind: 'numberScale' })).toEqual({ problem: 'notANumber' });
    }
  });

  it('never bends a value to fit its target', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const title = map('lineItem', 'title', { description: text });
        expect(title).toEqual(characterCount(text) > 50 ? { problem: 'tooLong' } : { value: text });
        const due = map('lineItem', 'dueDate', { description: text });
        expect('problem' in (due as object) || (due as { value: unknown }).value === null).toBe(true);
      }),
    );
    expect(map('lineItem', 'metadata.scoreType', { title: 'points' })).toEqual({ problem: 'notAllowed' });
    expect(map('lineItem', 'metadata.scoreType', { title: 'points' }, { kind: 'case', to: 'upper' })).toEqual({
      value: 'POINTS',
    });
    expect(map('student', 'enabledUser', { email: 'maybe' })).toEqual({ problem: 'notTrueOrFalse' });
    expect(map('student', 'username', { grades: ['01', '02'] })).toEqual({ problem: 'severalValues' });
    expect(map('student', 'grades', { grades: ['01', '02'] })).toEqual({ value: ['01', '02'] });
  });
});
