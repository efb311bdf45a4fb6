import { redactText } from './redact-text.ts';
import { isSensitive, redacted } from './sensitive.ts';

/**
 * A value as it may stand in a log or a support file: without tokens, secrets, client ids, e-mail addresses and query strings, and
 * without anything under a key that speaks of a person, a score or a secret. Names in free text cannot be told from other words:
 * whoever writes a log gives codes, counts and ids, never sentences about a record. Gives plain data and never throws.
 */
export function redact(value: unknown): unknown {
  try {
    return redactValue(value, [], 0);
  } catch {
    // A getter that throws: what cannot be read cannot be judged.
    return redacted;
  }
}

const deepest = 12;

/** Ids of ours, which a support file needs to make sense of a log. */
const ownIds = new Set(['runId', 'integrationId', 'resumedFrom']);

function redactValue(value: unknown, above: readonly object[], depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return redactText(value);
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null) return null;
      if (depth >= deepest || above.includes(value)) return redacted;
      return redactObject(value, [...above, value], depth + 1);
    default:
      return undefined;
  }
}

function redactObject(value: object, above: readonly object[], depth: number): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) {
    const code = 'code' in value && typeof value.code === 'string' ? { code: redactText(value.code) } : {};
    return { error: redactText(value.constructor.name), ...code, message: redactText(value.message) };
  }
  if (value instanceof Map) return redactEntries([...value], above, depth);
  const list = Array.isArray(value) ? value : value instanceof Set ? [...value] : null;
  if (list !== null) return list.map((item) => redactValue(item, above, depth) ?? null);
  if (ArrayBuffer.isView(value)) return redacted;
  return redactEntries(Object.entries(value), above, depth);
}

function redactEntries(
  entries: readonly (readonly [unknown, unknown])[],
  above: readonly object[],
  depth: number,
): Readonly<Record<string, unknown>> {
  const kept: [string, unknown][] = [];
  for (const [rawKey, value] of entries) {
    const key = typeof rawKey === 'string' ? rawKey : redacted;
    if (ownIds.has(key) && typeof value === 'string' && /^[\w-]{1,64}$/.test(value)) kept.push([key, value]);
    else if (!isSensitive(key)) kept.push([redactText(key), redactValue(value, above, depth)]);
    else kept.push([redactText(key), value === null || value === undefined ? value : redacted]);
  }
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}
