import { z } from 'zod';
import type { ReceivedRequest } from '../powerschool/answer.ts';
import { isOfThisMachine } from '../powerschool/control.ts';
import { faultList, type FaultBook } from '../powerschool/faults.ts';
import type { RequestLog } from '../powerschool/request-log.ts';
import type { SandboxResponse } from '../powerschool/route.ts';
import { recordsToPut, type HubRecords } from './records.ts';

export interface HubControls {
  readonly faults: FaultBook;
  readonly requests: RequestLog;
  readonly records: HubRecords;
}

/**
 * `/sandbox/…` of the hub, for programs on this machine only: `POST faults`, `POST clear-faults`, `POST records` (puts records in as
 * somebody working in the LMS would), `GET requests` (what was asked so far).
 */
export function controlHub(request: ReceivedRequest, { faults, requests, records }: HubControls): SandboxResponse {
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
      case 'GET /sandbox/requests':
        return { status: 200, body: { count: requests.count, paths: requests.countsByPath() } };
      default:
        return { status: 404, body: { message: 'There is no such control.' } };
    }
  } catch (error) {
    if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
    if (error instanceof SyntaxError) return { status: 400, body: { message: error.message } };
    throw error;
  }
}
