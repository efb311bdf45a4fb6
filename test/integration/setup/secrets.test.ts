import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSetupDesk, type SetupDesk } from '../../support/setup-desk.ts';

let desk: SetupDesk;
beforeAll(async () => {
  desk = await openSetupDesk();
});
afterAll(() => desk.close());

const name = 'powerschool.clientSecret';
const odd: readonly (readonly [what: string, secret: string])[] = [
  ['quotes', `it's "quoted" \`and\` ‘curly’`],
  ['emoji', 'gr\u{1F393}de-学校-ñ'],
  ['colons', ':a:b::'],
  ['percent signs', '100%25%zz+&=#?'],
  ['inner spaces', 'two  inner\tspaces'],
  ['backslashes and braces', String.raw`\n\\{"a":1}$HOME`],
  ['4 kB', 'äb9-'.repeat(1024)],
];

describe('a secret that was entered', () => {
  for (const keep of ['keychain', 'session'] as const) {
    it.each(odd)(`signs in to PowerSchool with %s, kept in the ${keep}`, async (_what, secret) => {
      const { plugins } = desk.sandbox.server;
      const { clientId } = desk.sandbox.describe().powerschool;
      const { id } = plugins.byClientId(clientId) ?? { id: 0 };
      const fresh = plugins.regenerateSecret(id, secret);
      await desk.ask('integrations.change', {
        integrationId: desk.target.id,
        patch: { powerschool: { clientId: fresh.clientId } },
      });
      const state = await desk.ask('credentials.set', { target: desk.target, name, secret: ` ${secret}\n`, keep });
      expect(state.keptIn).toBe(keep);
      expect((await desk.ask('setup.describe', { target: desk.target })).version).not.toBe('');
      await desk.ask('credentials.set', { target: desk.target, name, secret: `${secret}x`, keep });
      await expect(desk.ask('setup.describe', { target: desk.target })).rejects.toMatchObject({
        code: expect.stringMatching(/^auth\./) as string,
      });
    });
  }
});
