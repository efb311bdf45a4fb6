import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDistrict } from '../../electron/sandbox/district.ts';
import { openSandboxDatabase } from '../../electron/sandbox/powerschool/database.ts';
import { startPowerSchool } from '../../electron/sandbox/powerschool/server.ts';
import { buildPlugin } from '../../electron/setup/plugin/build-plugin.ts';
import { startRecordingServer } from './recording-server.ts';

/**
 * The serving side of a benchmark, a process of its own: `ROWS STUDENTS live|recorded`. Prints one line of JSON. Beside the
 * simulator it listens for `POST /change-scores {"count":n}`, which changes scores as teachers would.
 */
const [rows = '200000', students = '2000', kind = 'recorded'] = process.argv.slice(2);
const db = openSandboxDatabase();
createDistrict(db, {
  seed: 1,
  students: Number(students),
  today: new Date(),
  scoresPerStudent: Math.ceil(Number(rows) / Number(students)),
});
const server = await startPowerSchool({
  database: db,
  switches: { maxPageSize: { schema_table_query: 1000 }, tokenLifetimeSeconds: 86_400 },
});
const installed = await server.installPlugin(await buildPlugin({ gradeSync: true, writes: true, changeColumns: true }));
const { clientId, clientSecret } = server.setEnabled(installed.id, true);
const recording = kind === 'live' ? undefined : await startRecordingServer(() => server.url);

const control = createServer((incoming, outgoing) => {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => {
    const { count } = JSON.parse(Buffer.concat(parts).toString()) as { count: number };
    const scores = db
      .prepare<[number], { id: number; points: number }>(
        `SELECT s.ASSIGNMENTSCOREID AS id, s.SCOREPOINTS AS points FROM ASSIGNMENTSCORE AS s
           JOIN ASSIGNMENTSECTION AS a ON a.ASSIGNMENTSECTIONID = s.ASSIGNMENTSECTIONID
         WHERE a.SCORETYPE = 'POINTS' AND s.SCOREPOINTS > 1 AND a.YEARID = (SELECT max(YEARID) FROM TERMS) LIMIT ?`,
      )
      .all(count);
    server.changeRows(
      scores.map(({ id, points }) => ({
        table: 'ASSIGNMENTSCORE',
        id,
        set: { SCOREPOINTS: points - 1, ACTUALSCOREENTERED: String(points - 1) },
      })),
    );
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ changed: scores.length }));
  });
});
await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
// SAFETY: a server that listens on a port has an address of this shape.
const { port } = control.address() as AddressInfo;
console.log(
  JSON.stringify({ url: recording?.url ?? server.url, controlUrl: `http://127.0.0.1:${port}`, clientId, clientSecret }),
);
