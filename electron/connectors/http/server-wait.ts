/** Milliseconds that a `Retry-After` header asks for, given in seconds or as a date; null if it says nothing readable. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** Milliseconds out of a sentence such as "Too many requests. Wait 3 seconds."; null if it names no time. */
export function waitInText(text: string): number | null {
  const found = new RegExp(`wait\\D{0,30}${span}`, 'i').exec(text) ?? new RegExp(span, 'i').exec(text);
  if (found === null) return null;
  const unit = (found[2] ?? '').toLowerCase();
  const factor = unit.startsWith('ms') || unit.startsWith('milli') ? 1 : unit.startsWith('m') ? 60_000 : 1000;
  return Math.ceil(Number(found[1]) * factor);
}

const span = String.raw`(\d+(?:\.\d+)?)\s*(ms|milliseconds?|s|secs?|seconds?|mins?|minutes?)\b`;
