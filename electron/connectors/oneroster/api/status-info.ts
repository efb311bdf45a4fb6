import type { WireRecord } from './oneroster-api.ts';

/** What a refusal says of itself, in one of the many shapes that servers use (reference §5.7). */
export interface StatusInfo {
  /** `success`, `processing`, `failure` or `unsupported`, lower case; null where the answer says neither. */
  readonly major: string | null;
  /** The minor code, lower case with underscores: `invaliddata`, `unknownobject`; null if there is none. */
  readonly minor: string | null;
  readonly description: string;
}

/** Reads a status out of a body: bare, under `imsx_StatusInfo`, in `statusInfoSet`, in OAuth's form, or not at all. */
export function statusInfoOf(text: string): StatusInfo {
  const body = parsed(text);
  const info = innermost(body);
  if (info === null) return { major: null, minor: null, description: '' };
  const minor = minorOf(info);
  return {
    major: majorOf(info),
    minor: minor === null ? null : minor.toLowerCase().replaceAll(/[\s-]+/g, '_'),
    description: descriptionOf(info),
  };
}

export const isRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function innermost(body: unknown): WireRecord | null {
  if (Array.isArray(body)) return innermost(body[0]);
  if (!isRecord(body)) return null;
  for (const key of ['imsx_StatusInfo', 'statusInfo', 'statusInfoSet', 'errorMessage']) {
    const inner = body[key];
    if (isRecord(inner) || Array.isArray(inner)) return innermost(inner);
  }
  return body;
}

function majorOf(info: WireRecord): string | null {
  const value = info['imsx_codeMajor'] ?? info['codeMajor'];
  return typeof value === 'string' ? value.toLowerCase() : null;
}

function minorOf(info: WireRecord): string | null {
  for (const key of ['imsx_CodeMinor', 'imsx_codeMinor', 'codeMinor', 'error']) {
    const value = info[key];
    if (typeof value === 'string' && value !== '') return value;
    if (!isRecord(value)) continue;
    const fields = value['imsx_codeMinorField'];
    const field: unknown = Array.isArray(fields) ? fields[0] : fields;
    const text = isRecord(field) ? field['imsx_codeMinorFieldValue'] : undefined;
    if (typeof text === 'string' && text !== '') return text;
  }
  return null;
}

function descriptionOf(info: WireRecord): string {
  for (const key of ['imsx_description', 'description', 'error_description', 'message']) {
    const value = info[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
