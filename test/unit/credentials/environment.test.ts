import { describe, expect, it } from 'vitest';
import { openEnvironmentCredentials, secretsFromEnvironment } from '../../../electron/credentials/environment.ts';

describe('secrets in the environment', () => {
  it('are the same for every integration', async () => {
    const store = openEnvironmentCredentials({ GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"hush","other":1}' });
    expect(store.kind).toBe('env');
    expect(await store.get('a', 'powerschool.clientSecret')).toBe('hush');
    expect(await store.get('b', 'powerschool.clientSecret')).toBe('hush');
    expect(await store.get('a', 'partner.clientSecret')).toBeNull();
  });

  it('are none where the variable is missing or empty', () => {
    expect(secretsFromEnvironment({})).toEqual({});
    expect(secretsFromEnvironment({ GRADE_SYNC_SECRETS: ' ' })).toEqual({});
  });

  it.each(['{"powerschool.clientSecret":', '"hush"', '["hush"]', '{"powerschool.clientSecret":7}', 'null'])(
    'are refused without being quoted: %s',
    (text) => {
      const open = (): unknown => secretsFromEnvironment({ GRADE_SYNC_SECRETS: text });
      expect(open).toThrow(expect.objectContaining({ code: 'credentials.invalidEnvironment', recovery: 'ask' }));
      expect(open).not.toThrow(/hush|7/);
    },
  );

  it('that are set later last as long as the process', async () => {
    const store = openEnvironmentCredentials({ GRADE_SYNC_SECRETS: '{"powerschool.clientSecret":"given"}' });
    await store.set('a', 'powerschool.clientSecret', 'later');
    expect(await store.get('a', 'powerschool.clientSecret')).toBe('later');
    expect(await store.get('b', 'powerschool.clientSecret')).toBe('given');
    await store.deleteAll('a');
    expect(await store.get('a', 'powerschool.clientSecret')).toBe('given');
  });
});
