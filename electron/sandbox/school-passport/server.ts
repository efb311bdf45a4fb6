import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { answerInstead, changedBody, isAnswerKept } from '../powerschool/fault-effects.ts';
import { createFaultBook, faultList, type Fault } from '../powerschool/faults.ts';
import { send, sendHalf, textOf } from '../powerschool/http-io.ts';
import { listen } from '../powerschool/listen.ts';
import { createRequestLog, type LoggedRequest } from '../powerschool/request-log.ts';
import { received } from '../powerschool/serve.ts';
import { hubAnswer } from './answer.ts';
import { actAll, controlHub } from './control.ts';
import { defaultHubSwitches, stampAt, type HubSwitches } from './hub-switches.ts';
import type { HubWrite } from './hub-write-log.ts';
import { lmsActs, type Acted, type LmsAct } from './lms.ts';
import { openHubRecords, type HubRecords } from './records.ts';
import { refusal } from './refusal.ts';
import { hubSnapshot } from './snapshot.ts';
import { openHubTokens } from './tokens.ts';
import { v1p1 } from './versions/v1p1.ts';
import { v1p2 } from './versions/v1p2.ts';
import type { OneRosterVersion } from '../../../shared/integration/partner.ts';

export interface SchoolPassportOptions {
  readonly now?: () => Date;
  readonly faults?: readonly Fault[];
  readonly switches?: Partial<HubSwitches>;
  /** What it speaks; 1.1 by default. */
  readonly oneroster?: OneRosterVersion;
}

/** A running simulated School Passport, reachable on the loopback address only. It begins empty. */
export interface SchoolPassportServer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly records: HubRecords;
  /** Those of the simulated PowerSchool, on the hub's paths. */
  setFaults(faults: readonly Fault[]): void;
  /** The latest 10,000 requests: method, path and status. */
  readonly requestLog: readonly LoggedRequest[];
  /** In force at once; may be changed in place. */
  readonly switches: HubSwitches;
  /** Every write that was carried out, oldest first, whether or not its answer arrived: what is in here twice was done twice. */
  readonly writeLog: readonly HubWrite[];
  /** Acts as somebody working in the LMS; gives what was touched. */
  act(...acts: readonly LmsAct[]): Acted;
  /** What the gradebook says, to be compared byte for byte. */
  snapshot(): string;
  close(): Promise<void>;
}

export async function startSchoolPassport(options: SchoolPassportOptions = {}): Promise<SchoolPassportServer> {
  const client = { clientId: `gg-${randomUUID()}`, clientSecret: randomUUID() };
  const records = openHubRecords(options.oneroster === '1.2' ? v1p2 : v1p1);
  const now = options.now ?? (() => new Date());
  const tokens = openHubTokens(client, now);
  const faults = createFaultBook();
  const requests = createRequestLog();
  const switches = { ...defaultHubSwitches(), ...options.switches };
  const writes: HubWrite[] = [];
  const stamp = () => stampAt(now(), switches);
  const writing = { records, switches, stamp, onWrite: (write: HubWrite) => void writes.push(write) };
  const controls = { ...writing, faults, requests, writes };
  faults.set(faultList.parse(options.faults ?? []));

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await received(incoming);
    // Not this computer's time, which a district of another day does not have.
    response.setHeader('Date', now().toUTCString());
    const { method, path, params, headers } = request;
    if (path.startsWith('/sandbox/')) {
      await send(response, controlHub(request, controls));
      return;
    }
    const fault = faults.strike(method, path, params);
    if (fault?.fault === 'expiredToken') tokens.revoke(headers.authorization);
    if (fault?.fault === 'hang' || fault?.fault === 'closeBeforeAnswer') {
      requests.add({ method, path, status: 0 });
      if (fault.fault === 'closeBeforeAnswer') response.destroy();
      return;
    }
    if (fault?.fault === 'slow') await pause(fault.milliseconds);
    const instead = fault === undefined ? undefined : answerInstead(fault);
    const answer = instead ?? hubAnswer(request, tokens, writing);
    requests.add({ method, path, status: isAnswerKept(fault) ? 0 : answer.status });
    if (fault?.fault === 'holdAnswer') return;
    if (fault?.fault === 'loseAnswer') response.destroy();
    else if (fault?.fault === 'closeMidBody') sendHalf(response, answer);
    else if (fault === undefined || instead !== undefined || answer.status >= 300) await send(response, answer);
    else {
      const count = fault.fault === 'emptyList' ? { 'X-Total-Count': '0' } : {};
      const body = changedBody(fault, textOf(answer));
      await send(response, { ...answer, headers: { ...answer.headers, ...count }, body });
    }
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => {
      if (response.headersSent) response.destroy();
      else {
        const failed = refusal(500, 'internal_server_error', 'The simulated server failed.');
        void send(response, records.dialect.refused(failed));
      }
    });
  });
  const port = await listen(server, 0);

  return {
    url: `http://127.0.0.1:${port}`,
    ...client,
    records,
    setFaults: (list) => faults.set(faultList.parse(list)),
    requestLog: requests.latest,
    switches,
    writeLog: writes,
    act: (...acts) => actAll(lmsActs.parse(acts), writing),
    snapshot: () => hubSnapshot(records),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          records.close();
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
