import { isSensitive, redacted } from './sensitive.ts';

const longest = 4000;

/** What is taken out of any text, in this order. Each pattern leaves alone what was put in before. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // https://user:secret@host
  [/(\b[a-z][a-z\d+.-]{0,20}:\/\/)[^\s/@?#]{1,400}@/gi, '$1'],
  // Query strings, wherever they hang on.
  [/\?(?!\[redacted\])[^\s"'<>]+/g, `?${redacted}`],
  [/\b(Bearer|Basic|Digest|Negotiate)\s+(?!\[redacted\])[^\s"',;]+/gi, `$1 ${redacted}`],
  [/[^\s@<>"(),;:[\]]{1,256}@[^\s@<>"'(),;:=[\]]{1,256}/g, redacted],
  // A UUID may have no letter at all.
  [/(?<![\da-f])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-f])/gi, redacted],
  // Anything long that mixes letters and digits, as tokens do.
  [/(?<![\w+=-])(?=[\w+=-]*\d)(?=[\w+=-]*[A-Za-z])[\w+=-]{20,}/g, redacted],
];

/**
 * A text without e-mail addresses, query strings, credentials, long tokens and what is assigned to a sensitive key in it. Longer
 * texts are cut.
 */
export function redactText(text: string): string {
  let rest = redactPairs(cut(text));
  for (const [pattern, replacement] of patterns) rest = rest.replace(pattern, replacement);
  return cut(rest);
}

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** `"key": "value"`, `key=value`, `key: value`: with a sensitive key the value goes, up to where it surely ends. */
function redactPairs(text: string): string {
  const pair = /(["']?)([\p{L}\p{M}\d_.-]{1,60})\1\s{0,2}[=:]\s{0,2}/gu;
  let kept = '';
  let at = 0;
  for (let found = pair.exec(text); found !== null; found = pair.exec(text)) {
    const [, , key = ''] = found;
    if (!isSensitive(key)) continue;
    const start = pair.lastIndex;
    const end = endOfValue(text, start);
    if (end === start) continue;
    const quote = /["']/.exec(text.charAt(start))?.[0] ?? '';
    kept += `${text.slice(at, start)}${quote}${redacted}${quote}`;
    at = end;
    pair.lastIndex = end;
  }
  return kept + text.slice(at);
}

/** A quoted value ends with its quote; any other, since names may hold commas and apostrophes, with its line or the next pair. */
function endOfValue(text: string, start: number): number {
  const quoted = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'(?![\p{L}\d])/uy;
  quoted.lastIndex = start;
  if (quoted.test(text)) return quoted.lastIndex;
  if (text.startsWith(redacted, start)) return start + redacted.length;
  const length = text.slice(start).search(/[;&\n\r]/);
  return length === -1 ? text.length : start + length;
}
