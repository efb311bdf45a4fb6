import type { SandboxResponse } from '../route.ts';

/** An answer of `/ws/v1` that says no (reference §4.4 E1). */
export const refuse = (status: number, message: string): SandboxResponse => ({
  status,
  body: { errorMessage: { message } },
});

/** E2: the plugin was not given access to `/ws/v1`. 401, although the token is good. */
export const accessLevelMissing = (): SandboxResponse =>
  refuse(401, 'Plugin is missing required accessLevelV1Api READ permission');

export const notFound = (): SandboxResponse => refuse(404, 'The requested resource was not found');
