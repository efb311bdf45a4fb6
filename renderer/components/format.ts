const numbers = new Intl.NumberFormat('en-US');
const moments = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });
const momentsWithSeconds = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium' });
const exactMoments = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'long' });

export const formatNumber = (value: number): string => numbers.format(Math.round(value));

/** `1 record`, `2 records`. */
export const formatCount = (value: number, one: string, many: string): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;

export const formatMoment = (iso: string): string => moments.format(new Date(iso));
/** With seconds: tells two syncs of one minute apart. */
export const formatSecond = (iso: string): string => momentsWithSeconds.format(new Date(iso));
/** With seconds and the time zone. */
export const formatExactMoment = (iso: string): string => exactMoments.format(new Date(iso));

export function formatSeconds(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  if (seconds < 90) return formatCount(Math.round(seconds), 'second', 'seconds');
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return formatCount(minutes, 'minute', 'minutes');
  return `${formatNumber(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

/** How long a run took; null while it is under way. */
export function formatDuration(startedAt: string, finishedAt: string | null): string | null {
  return finishedAt === null ? null : formatSeconds((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}
/** On the clock of a time zone, which is named. */
export const formatMomentIn = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(iso));
