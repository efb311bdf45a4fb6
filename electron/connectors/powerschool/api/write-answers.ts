import type { HttpAnswer } from '../../http/http-client.ts';
import type { WriteRequest } from './powerschool-api.ts';

/** The body of a write as it is sent; null: it has none. */
export const bodyText = ({ body, json }: Pick<WriteRequest, 'body' | 'json'>): string | null =>
  json ?? (body === undefined ? null : JSON.stringify(body));

/**
 * E16: the server asks for the identical request again. A removal that is refused for its scores has the same status, but does not
 * ask for that (reference §7.1).
 */
export const isResubmit = ({ method }: WriteRequest, { status, text }: Pick<HttpAnswer, 'status' | 'text'>): boolean =>
  status === 412 && (method !== 'DELETE' || /resubmit/i.test(text));
