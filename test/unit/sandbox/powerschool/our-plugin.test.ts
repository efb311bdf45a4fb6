import { describe, expect, it } from 'vitest';
import { queries } from '../../../../electron/connectors/powerschool/queries/all-queries.ts';
import { openSandboxDatabase } from '../../../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool } from '../../../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../../../electron/setup/plugin/build-plugin.ts';
import { requireWrite } from '../../../../electron/sandbox/powerschool/xte/grants.ts';
import { pluginNeeds } from '../../../../electron/setup/plugin/plugin-needs.ts';
import { pluginWith } from '../../../support/sandbox/xte-desk.ts';
import { send, tokenIn } from '../../../support/sandbox/sandbox-server.ts';

const sample: Readonly<Record<string, string | readonly number[]>> = {
  lineitems: [901],
  sections: [681_185],
  since: '2026-01-01 00:00:00',
  lastdayfrom: '2026-11-24',
  schoolid: '100',
  yearid: '36',
  termfrom: '3600',
  termto: '3699',
  inactive: '0',
};

const writtenTables = [
  'ASSIGNMENT',
  'ASSIGNMENTSECTION',
  'ASSIGNMENTCATEGORYASSOC',
  'ASSIGNMENTSCORE',
  'ASSIGNMENTSCORECOMMENT',
  'TEACHERCATEGORY',
] as const;

describe('our plugin on the sandbox', () => {
  it('asks to write exactly the columns that writing needs, each of them', () => {
    const { written } = pluginNeeds({ gradeSync: true, writes: true, changeColumns: true });
    const pluginWithout = (left: string | null) => ({
      ...pluginWith('ViewOnly'),
      grants: new Map([...written].filter((field) => field !== left).map((field) => [field, 'FullAccess' as const])),
    });
    expect(() => requireWrite(pluginWithout(null), ...writtenTables)).not.toThrow();
    for (const field of written) {
      expect(() => requireWrite(pluginWithout(field), ...writtenTables)).toThrow(field.toLowerCase());
    }
  });

  it('installs, enables, and has the grants that each of its queries needs', async () => {
    const db = openSandboxDatabase();
    const server = await startPowerSchool({ database: db, handlers: [] });
    try {
      const { id, problems } = await server.installPlugin(
        await buildPlugin({ gradeSync: true, writes: true, changeColumns: true }),
      );
      expect(problems).toEqual([]);
      const { clientId, clientSecret } = server.setEnabled(id, true);
      const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
      const signIn = '/oauth/access_token?grant_type=client_credentials';
      const signedIn = await send(server.url, 'POST', signIn, undefined, { Authorization: `Basic ${basic}` });
      const headers = { Authorization: `Bearer ${tokenIn(signedIn.json)}` };
      for (const { name, args } of Object.values(queries)) {
        const body = Object.fromEntries(args.map((argument) => [argument.name, sample[argument.name]]));
        const { status, json } = await send(server.url, 'POST', `/ws/schema/query/${name}?count=true`, body, headers);
        expect([name, status, json]).toMatchObject([name, 200, { count: 0, record: [] }]);
      }
    } finally {
      await server.close();
      db.close();
    }
  });
});
