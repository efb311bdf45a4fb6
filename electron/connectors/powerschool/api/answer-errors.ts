import type { HttpAnswer } from '../../http/http-client.ts';
import { retryAfterMs, waitInText } from '../../http/server-wait.ts';
import { AppError } from '../../../../shared/errors.ts';
import { isRecord } from './envelopes.ts';
import { missingFields, unknownColumn } from './missing-fields.ts';

/** Which of PowerSchool's API surfaces was asked (reference §1), and for a query or table its name. */
export interface Asked {
  readonly surface: 'metadata' | 'v1' | 'table' | 'query' | 'xte';
  readonly name: string;
}

/**
 * The wait that a refusal for too many requests asks for (E20, reference §4.3): `waitMs` is null if it names none. Null if the
 * answer is no such refusal. Some servers send 429, some 403 with a sentence.
 */
export function throttled(answer: HttpAnswer, now: number): { readonly waitMs: number | null } | null {
  if (answer.status < 400) return null;
  const says = /too many (\w+ )?requests/i.test(answer.text);
  if (answer.status !== 429 && !says) return null;
  return { waitMs: retryAfterMs(answer.header('retry-after'), now) ?? waitInText(answer.text) };
}

export function tooManyRequests(waitMs: number | null): AppError {
  return new AppError('remote.rateLimited', 'retry', 'PowerSchool refuses requests because there were too many.', {
    fix: 'Try again later, or choose a longer interval between requests in the advanced settings.',
    details: waitMs === null ? {} : { retryAfterMs: waitMs },
  });
}

/** A web page or a redirect where data belongs: the wrong host, or a login in between (reference §4). */
export function notPowerSchool(answer: HttpAnswer, host: string): AppError {
  const origin = redirectOrigin(answer);
  const instead = answer.status >= 300 && answer.status < 400 ? 'sends us to another page' : 'answers with a web page';
  return new AppError('net.notPowerSchool', 'stop', `${host} ${instead} where PowerSchool's data should be.`, {
    fix: `Check that the address is that of PowerSchool itself, without a path${origin === null ? '' : `; the server points to ${origin}`}.`,
    details: { status: answer.status, ...(origin === null ? {} : { pointsTo: origin }) },
  });
}

export function isWebPage(text: string): boolean {
  return /^\s*</.test(text);
}

/** An answer that is no success, as an AppError (reference §4.4). The server's own sentences stay out: they may hold anything. */
export function errorOfAnswer(answer: HttpAnswer, asked: Asked, host: string, now: number): AppError {
  const { status, text } = answer;
  if (status < 400) return notPowerSchool(answer, host);
  const body = parsed(text);
  const message = serverMessage(body);
  if (/accessLevelV1Api/i.test(message)) return v1AccessMissing();
  if (status === 401) return tokenRefused();
  if (status >= 500 && /^Unable to find /i.test(message)) return plain('remote.notFound', 'stop', asked, status);
  if (status === 408 || status === 425 || status >= 500) return serverError(answer, now);
  if (status === 412) return plain('remote.resubmit', 'retry', asked, status);
  if (isWebPage(text) && (status === 400 || status === 403 || asked.surface === 'metadata')) {
    return notPowerSchool(answer, host);
  }
  const fields = missingFields(body, message, asked);
  if (fields.length > 0) return columnsMissing(fields, asked);
  if (status === 403) return forbidden(message, asked);
  if (status === 404) return unknown(asked);
  if (status === 405 && asked.surface === 'table') return plain('table.notExposed', 'stop', asked, status);
  const column = unknownColumn(message);
  return plain('remote.badRequest', 'stop', asked, status, column === null ? {} : { fields: [column] });
}

function v1AccessMissing(): AppError {
  return new AppError('auth.v1AccessMissing', 'ask', 'The plugin may not read the core resources of PowerSchool.', {
    fix:
      'In PowerSchool open the plugin under Plugin Configuration, choose Data Provider Configuration, and set the access level ' +
      'of the v1 API to READ. (The plugin file asks for it as accessLevelV1Api, from PowerSchool 25.2 on.)',
  });
}

function tokenRefused(): AppError {
  return new AppError('auth.tokenRefused', 'ask', 'PowerSchool gave us access and then refused it.', {
    fix: 'Check in PowerSchool that the plugin is enabled and that its credentials were not regenerated; then enter them again.',
  });
}

function serverError(answer: HttpAnswer, now: number): AppError {
  const wait = retryAfterMs(answer.header('retry-after'), now);
  return new AppError('remote.serverError', 'retry', `PowerSchool reports an error of its own (${answer.status}).`, {
    fix: 'Try again later. If it goes on, ask the administrator of PowerSchool to look at its log.',
    details: { status: answer.status, ...(wait === null ? {} : { retryAfterMs: wait }) },
  });
}

function columnsMissing(fields: readonly string[], asked: Asked): AppError {
  const count = fields.length === 1 ? 'a column' : `${fields.length} columns`;
  const message = `The plugin is not allowed to read ${count} that ${asked.surface === 'query' ? 'a query' : 'the application'} needs.`;
  return new AppError('rights.columnsMissing', 'ask', message, {
    fix:
      `Missing: ${fields.join(', ')}. Build the plugin again, install it in PowerSchool under a higher version, ` +
      'and approve all its data access requests when you enable it.',
    details: { fields, surface: asked.surface, name: asked.name },
  });
}

function forbidden(message: string, asked: Asked): AppError {
  if (/^User does not teach section/i.test(message)) {
    return new AppError(
      'gradebook.notTeacher',
      'skip',
      'PowerSchool says that this teacher does not teach this section.',
      {
        fix: 'Check the lead teacher and the co-teachers of the section in PowerSchool.',
      },
    );
  }
  return new AppError('rights.refused', 'ask', `PowerSchool does not let the plugin ${doing(asked)}.`, {
    fix: 'In PowerSchool disable and enable the plugin again, and approve all its data access requests.',
    details: { surface: asked.surface, name: asked.name },
  });
}

function unknown(asked: Asked): AppError {
  if (asked.surface === 'query') {
    return new AppError('query.unknown', 'ask', `PowerSchool does not know the query ${asked.name}.`, {
      fix: 'Install the plugin that this application builds, in its present version, and enable it in PowerSchool.',
      details: { name: asked.name },
    });
  }
  if (asked.surface === 'metadata') {
    return new AppError(
      'net.notPowerSchool',
      'stop',
      'The server at this address does not answer as PowerSchool does.',
      {
        fix: 'Check that the address is that of PowerSchool itself, without a path.',
        details: { status: 404 },
      },
    );
  }
  return plain(asked.surface === 'table' ? 'table.unknown' : 'remote.notFound', 'stop', asked, 404);
}

function plain(
  code: string,
  recovery: 'stop' | 'retry',
  asked: Asked,
  status: number,
  details: Readonly<Record<string, unknown>> = {},
): AppError {
  return new AppError(code, recovery, `PowerSchool could not ${doing(asked)} (${status}).`, {
    fix: 'Check that the plugin is installed in its present version; if it is, send a support file to support.',
    details: { ...details, surface: asked.surface, name: asked.name, status },
  });
}

function doing(asked: Asked): string {
  if (asked.surface === 'query') return `run the query ${asked.name}`;
  if (asked.surface === 'table') return `read the table ${asked.name}`;
  return asked.surface === 'xte' ? 'read the gradebook' : 'read its core resources';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `{"message":…}`, or `{"errorMessage":{"message":…}}` (E1). */
function serverMessage(body: unknown): string {
  if (!isRecord(body)) return '';
  const inner = isRecord(body['errorMessage']) ? body['errorMessage']['message'] : body['message'];
  return typeof inner === 'string' ? inner : '';
}

function redirectOrigin(answer: HttpAnswer): string | null {
  const location = answer.header('location');
  return location !== null && URL.canParse(location) ? new URL(location).origin : null;
}
