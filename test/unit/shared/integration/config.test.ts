import { gradeExchangePreset } from '../../../../shared/integration/grade-exchange.ts';
import { describe, expect, it } from 'vitest';
import { integrationConfigSchema, syncsGrades } from '../../../../shared/integration/config.ts';

const file = (more: object = {}, powerschool: object = {}) => ({
  name: 'Springfield',
  mode: 'import',
  powerschool: { url: 'https://ps.example.org', ...powerschool },
  ...more,
});
const problems = (input: unknown): string[] => {
  const parsed = integrationConfigSchema.safeParse(input);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join('.') + ' ' + issue.message);
};

describe('integrationConfigSchema', () => {
  it('needs only a name, a mode and an address', () => {
    const config = integrationConfigSchema.parse(file());
    expect(config).toMatchObject({
      environment: 'production',
      schools: 'all',
      schoolYear: 'current',
      nextYearFrom: null,
      limits: { removalPercent: 10, removalMinimum: 20 },
      gradeSync: { enabled: false, paused: false, activation: null },
    });
  });

  it('completes and tidies an address', () => {
    const config = integrationConfigSchema.parse(file({}, { url: ' ps.example.org/ ' }));
    expect(config.powerschool.url).toBe('https://ps.example.org');
  });

  it.each(['https://admin:geheim@ps.example.org', 'https://ps.example.org/?a=1', 'https://ps.example.org/#a'])(
    'refuses the address %s, which holds more than an address',
    (url) => {
      const found = problems(file({}, { url })).join();
      expect(found).toContain('powerschool.url must be an address alone');
      expect(found).not.toContain('geheim');
    },
  );

  it.each(['name', 'mode'])('refuses a file without %s', (key) => {
    const { [key as 'name']: _left, ...rest } = file();
    expect(problems(rest).join()).toContain(key);
  });

  it('refuses a key that it does not know, by name', () => {
    expect(problems(file({ nmae: 1 })).join()).toContain('nmae');
    expect(problems(file({}, { secret: 'x' })).join()).toContain('secret');
  });

  it('refuses plain http but on the loopback address of a test integration (C12)', () => {
    const local = { url: 'http://127.0.0.1:9000' };
    expect(problems(file({ environment: 'test' }, local))).toEqual([]);
    expect(problems(file({ environment: 'production' }, local)).join()).toContain('https://');
    expect(problems(file({ environment: 'test' }, { url: 'http://ps.example.org' })).join()).toContain('https://');
    expect(problems(file({ environment: 'test' }, { url: 'http://127.0.0.1.example.org' })).join()).toContain(
      'https://',
    );
  });

  it('refuses a private certificate authority in production (C12)', () => {
    expect(problems(file({}, { caFile: 'ca.pem' })).join()).toContain('caFile');
    expect(problems(file({ environment: 'test' }, { caFile: 'ca.pem' }))).toEqual([]);
  });

  it('refuses an activation without a true date', () => {
    const activation = (confirmedOn: string) =>
      file({ gradeSync: { enabled: true, activation: { reference: 'GG-1', confirmedOn } } });
    expect(problems(activation('2026-11-20'))).toEqual([]);
    expect(problems(activation('2026-02-30')).join()).toContain('confirmedOn');
  });

  const twoWay = (partner: unknown, more: object = {}) => file({ mode: 'two-way', partner, ...more });
  const hub = { system: 'school-passport', url: 'hub.example.org/' };

  it('needs a partner in 2-Way Sync, and takes none in an import', () => {
    expect(problems(twoWay(null))).toEqual(['partner is needed in 2-Way Sync: the system at the other end']);
    expect(problems(file({ partner: hub }))).toEqual(['partner must be null: an import has no partner']);
    expect(integrationConfigSchema.parse(twoWay(hub)).partner).toEqual({
      system: 'school-passport',
      name: 'School Passport',
      url: 'https://hub.example.org',
      tokenUrl: null,
      version: '1.1',
      auth: 'oauth2',
      clientId: null,
      caFile: null,
      pageSize: 0,
    });
  });

  it.each(['canvas', 'blackboard', 'School Passport', ''])(
    'refuses the partner %j, which it cannot reach',
    (system) => {
      expect(problems(twoWay({ ...hub, system })).join()).toContain('partner.system');
    },
  );

  it('refuses a secret in the settings of a partner', () => {
    const found = problems(twoWay({ ...hub, clientSecret: 'geheim' })).join();
    expect(found).toContain('clientSecret');
    expect(found).not.toContain('geheim');
  });

  it('asks the same of the addresses of a partner as of that of PowerSchool', () => {
    const local = { ...hub, url: 'http://127.0.0.1:9000', tokenUrl: 'http://127.0.0.1:9000/token' };
    expect(problems(twoWay(local, { environment: 'test' }))).toEqual([]);
    expect(problems(twoWay(local)).join()).toMatch(/partner.url must begin.*partner.tokenUrl must begin/);
    expect(problems(twoWay({ ...hub, caFile: 'ca.pem' })).join()).toContain('partner.caFile');
  });

  it('refuses OAuth 1.0a with OneRoster 1.2', () => {
    expect(problems(twoWay({ ...hub, auth: 'oauth1' }))).toEqual([]);
    expect(problems(twoWay({ ...hub, auth: 'oauth1', version: '1.2' })).join()).toContain('partner.auth');
  });

  it('takes the master fields of the preset by its name, and refuses another name', () => {
    const config = integrationConfigSchema.parse(twoWay(hub, { masterFields: 'grade-exchange' }));
    expect(config.masterFields).toEqual(gradeExchangePreset());
    expect(integrationConfigSchema.parse(twoWay(hub)).masterFields).toEqual([]);
    expect(problems(twoWay(hub, { masterFields: 'everything' })).join()).toContain('masterFields');
  });

  it('syncs grades where that was chosen and is not paused', () => {
    const grades = (gradeSync: object) => syncsGrades(integrationConfigSchema.parse(file({ gradeSync })));
    expect(grades({})).toBe(false);
    expect(grades({ enabled: true })).toBe(true);
    expect(grades({ enabled: true, paused: true })).toBe(false);
  });
});
