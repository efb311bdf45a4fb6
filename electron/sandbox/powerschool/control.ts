import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { faultList } from './faults.ts';
import type { ReadFault } from './faults.ts';
import type { Installation } from './plugins.ts';
import type { RequestLog } from './request-log.ts';
import type { SandboxResponse, SandboxSwitches } from './route.ts';
import { RowChangeError, rowChanges } from './row-change.ts';
import type { RowChange } from './row-change.ts';
import { switchChange } from './switches.ts';
import { uploadedFile } from './uploaded-file.ts';
import type { WriteLog } from './write-log.ts';

/** What the control surface may do to the server. */
export interface Controls {
  install(bytes: Uint8Array): Promise<Installation>;
  plugins(): readonly Installation[];
  setFaults(faults: readonly ReadFault[]): void;
  setSwitches(change: z.output<typeof switchChange>): SandboxSwitches;
  changeRows(changes: readonly RowChange[]): readonly number[];
  dataVersion(): number;
  readonly requests: RequestLog;
  readonly writes: WriteLog;
  snapshot(): string;
}

export interface ControlRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/**
 * `/sandbox/…`: what an administrator, or the passing of time, does to a real server. For programs on this machine only: a request
 * that a web page could have caused is refused, by its Origin or by a Host that is not the loopback address.
 *
 * `POST plugins` (zip or xml, as the body or in a form) installs and enables; `POST faults`, `POST clear-faults`, `POST switches`, `POST rows`;
 * `GET requests` tells what was asked so far, `GET writes` what was carried out and what it did to which row, `GET snapshot` what the
 * gradebook says, as text to be compared byte for byte; `GET /sandbox` describes the server.
 */
export async function control(request: ControlRequest, controls: Controls): Promise<SandboxResponse> {
  if (!isOfThisMachine(request.headers)) {
    return { status: 403, body: { message: 'Only programs on this machine may use this address.' } };
  }
  try {
    return await act(`${request.method} ${request.path.replace(/\/$/, '')}`, request, controls);
  } catch (error) {
    if (error instanceof AppError)
      return { status: 400, body: { message: error.message, problems: error.details['problems'] ?? [] } };
    if (error instanceof RowChangeError || error instanceof SyntaxError)
      return { status: 400, body: { message: error.message } };
    if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
    throw error;
  }
}

/** False for what a web page could have caused, by its Origin or by a Host that is not the loopback address. */
export function isOfThisMachine({ host = '', origin }: IncomingHttpHeaders): boolean {
  return origin === undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(host.replace(/:\d+$/, ''));
}

async function act(action: string, { headers, bytes }: ControlRequest, controls: Controls): Promise<SandboxResponse> {
  const json = (): unknown => JSON.parse(bytes.toString('utf8'));
  switch (action) {
    case 'GET /sandbox':
      return { status: 200, body: describe(controls) };
    case 'GET /sandbox/requests':
      return { status: 200, body: { count: controls.requests.count, paths: controls.requests.countsByPath() } };
    case 'GET /sandbox/writes':
      return { status: 200, body: controls.writes.all };
    case 'GET /sandbox/snapshot':
      return { status: 200, body: controls.snapshot(), headers: { 'Content-Type': 'text/plain;charset=UTF-8' } };
    case 'POST /sandbox/plugins': {
      const { id, clientId, clientSecret } = await controls.install(await uploadedFile(headers['content-type'], bytes));
      return { status: 201, body: { id, clientId, clientSecret } };
    }
    case 'POST /sandbox/faults': {
      const faults = faultList.parse(json());
      controls.setFaults(faults);
      return { status: 200, body: { faults: faults.length } };
    }
    case 'POST /sandbox/clear-faults':
      controls.setFaults([]);
      return { status: 200, body: { faults: 0 } };
    case 'POST /sandbox/switches':
      return { status: 200, body: controls.setSwitches(switchChange.parse(json())) };
    case 'POST /sandbox/rows':
      return {
        status: 200,
        body: { ids: controls.changeRows(rowChanges.parse(json())), dataVersion: controls.dataVersion() },
      };
    default:
      return { status: 404, body: { message: 'There is no such control.' } };
  }
}

function describe(controls: Controls): unknown {
  return {
    plugins: controls.plugins().map(({ id, name, version, enabled }) => ({ id, name, version, enabled })),
    switches: controls.setSwitches({}),
    dataVersion: controls.dataVersion(),
    requests: controls.requests.count,
  };
}
