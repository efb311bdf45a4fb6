import { isRecord } from './envelopes.ts';

/**
 * The columns, as `TABLE.FIELD` in capitals, that an answer says the plugin may not read: one entry per column in a query's answer
 * (E10), table and column apart in a table's (E7), in the sentence of an XTE answer (E13). Empty if it is about something else.
 */
export function missingFields(
  body: unknown,
  message: string,
  asked: { readonly surface: string; readonly name: string },
): readonly string[] {
  const found = new Set<string>();
  const tableAsked = asked.surface === 'table' ? asked.name : null;
  const errors: readonly unknown[] = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  for (const error of errors) {
    if (!isRecord(error)) continue;
    const { field, resource, code } = error;
    if (typeof field !== 'string' || field === '') continue;
    if (!saysNoAccess(`${String(code)} ${message}`)) continue;
    // A query's name is given as the resource of its columns, which carry their table themselves.
    const table = typeof resource === 'string' && /^\w+$/.test(resource) ? resource : tableAsked;
    found.add((field.includes('.') || table === null ? field : `${table}.${field}`).toUpperCase());
  }
  if (found.size === 0 && saysNoAccess(message)) {
    for (const [, name] of message.matchAll(dotted)) found.add((name ?? '').toUpperCase());
  }
  return [...found];
}

/** `foo` and `Students` out of "Invalid field specified: foo is not valid column for table: Students" (E3), as `STUDENTS.FOO`. */
export function unknownColumn(message: string): string | null {
  const found = /^Invalid field specified: (\w{1,30}) is not valid column for table: (\w{1,30})$/i.exec(message);
  return found === null ? null : `${found[2]}.${found[1]}`.toUpperCase();
}

/** A name of two parts that is not a piece of a longer one. */
const dotted = /(?<![\w.])([a-z]\w{0,29}\.[a-z]\w{0,29})(?!\w|\.\w)/gi;

function saysNoAccess(text: string): boolean {
  return /no ?access|lacks sufficient permission|permission/i.test(text);
}
