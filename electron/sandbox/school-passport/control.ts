import { z } from 'zod';
import type { ReceivedRequest } from '../powerschool/answer.ts';
import { isOfThisMachine } from '../powerschool/control.ts';
import { faultList, type FaultBook } from '../powerschool/faults.ts';
import type { RequestLog } from '../powerschool/request-log.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import { hubSwitchChange } from './hub-switches.ts';
import type { HubWrite } from './hub-write-log.ts';
import { actAsLms, LmsActError, lmsActs, type Acted } from './lms.ts';
import { recordsToPut } from './records.ts';
import { hubSnapshot } from './snapshot.ts';
import type { HubWriting } from './writes.ts';

export interface HubControls extends HubWriting {
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly writes: readonly HubWrite[];
}

/** All acts, or none. Throws LmsActError. */
export function actAll(
  acts: z.output<typeof lmsActs>,
  { records, stamp }: Pick<HubWriting, 'records' | 'stamp'>,
): Acted {
  const acted: Acted[number][] = [];
  records.together(() => {
    for (const act of acts) acted.push(...actAsLms(act, records, stamp));
  });
  return acted;
}

/**
 * `/sandbox/…` of the hub, for programs on this machine only: `POST faults`, `POST clear-faults`, `POST records` (puts records in as
 * they are), `POST lms` (acts as somebody working in the LMS would: `lms.ts`), `POST switches`, `GET requests` (what was asked so far),
 * `GET writes` (what was carried out), `GET snapshot` (what the gradebook says, to be compared byte for byte).
 */
export function controlHub(request: ReceivedRequest, controls: HubControls): SandboxResponse {
  const { faults, requests, records, switches, writes } = controls;
  if (!isOfThisMachine(request.headers)) {
    return { status: 403, body: { message: 'Only programs on this machine may use this address.' } };
  }
  const json = (): unknown => JSON.parse(request.bytes.toString('utf8'));
  try {
    switch (`${request.method} ${request.path.replace(/\/$/, '')}`) {
      case 'POST /sandbox/faults': {
        const list = faultList.parse(json());
        faults.set(list);
        return { status: 200, body: { faults: list.length } };
      }
      case 'POST /sandbox/clear-faults':
        faults.set([]);
        return { status: 200, body: { faults: 0 } };
      case 'POST /sandbox/records': {
        const list = recordsToPut.parse(json());
        records.together(() => {
          for (const { entity, record } of list) records.put(entity, record);
        });
        return { status: 200, body: { records: list.length } };
      }
      case 'POST /sandbox/lms':
        return { status: 200, body: { records: actAll(lmsActs.parse(json()), controls) } };
      case 'POST /sandbox/switches':
        Object.assign(switches, hubSwitchChange.parse(json()));
        return { status: 200, body: switches };
      case 'GET /sandbox/writes':
        return { status: 200, body: writes };
      case 'GET /sandbox/snapshot':
        return { status: 200, body: hubSnapshot(records), headers: { 'Content-Type': 'text/plain;charset=UTF-8' } };
      case 'GET /sandbox/requests':
        return { status: 200, body: { count: requests.count, paths: requests.countsByPath() } };
      default:
        return { status: 404, body: { message: 'There is no such control.' } };
    }
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
    if (error instanceof SyntaxError || error instanceof LmsActError)
      return { status: 400, body: { message: error.message } };
    throw error;
  }
}
