import type { SandboxResponse } from './route.ts';

export interface FieldRefusal {
  readonly resource?: string;
  readonly field: string;
  readonly code: string;
}

/** An answer of `/ws/schema` that says no: `{"message":…}`, with one entry per field where fields are the reason (reference §4.4). */
export function refusal(status: number, message: string, errors: readonly FieldRefusal[] = []): SandboxResponse {
  return { status, body: errors.length === 0 ? { message } : { message, errors } };
}

export const notFound = (): SandboxResponse => refusal(404, 'Resource not found');

/** 401 without a body: the token has run out, was never given, or belongs to credentials that were regenerated (§2.3). */
export const invalidToken = (): SandboxResponse => ({
  status: 401,
  headers: {
    'WWW-Authenticate':
      'Bearer error="invalid_token",realm="PowerSchool",error_description="The access token has expired"',
  },
});
