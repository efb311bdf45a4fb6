import { minutesOfDay, weekdays, type Cadence, type Schedule } from '../../shared/integration/schedule.ts';

/** Where nothing is chosen for a kind of sync. */
const nightly: Cadence = { every: 'day', at: '03:00' };

/**
 * A job for `~/Library/LaunchAgents`, which has no shell: the words of the command one by one, and the times of a cadence, which launchd
 * reads on the clock of the computer. What was due while it slept is made up for by launchd itself.
 */
export function launchdJob(
  label: string,
  words: readonly string[],
  cadence: Cadence | null,
  notBefore: Schedule['notBefore'],
): string {
  const times = timesOf(cadence ?? nightly, notBefore).map((time) => {
    const entries = Object.entries(time).map(([key, value]) => `<key>${key}</key><integer>${value}</integer>`);
    return `    <dict>${entries.join('')}</dict>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key><string>${escape(label)}</string>`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...words.map((word) => `    <string>${escape(word)}</string>`),
    '  </array>',
    '  <key>StartCalendarInterval</key>',
    '  <array>',
    ...times,
    '  </array>',
    '</dict>',
    '</plist>',
  ].join('\n');
}

/** One entry for every time: Monday is 1 and Sunday 7. */
function timesOf(cadence: Cadence, notBefore: Schedule['notBefore']): readonly Readonly<Record<string, number>>[] {
  const times = minutesOfDay(cadence, notBefore).map((minutes) => ({
    Hour: Math.floor(minutes / 60),
    Minute: minutes % 60,
  }));
  if (cadence.every === 'week') {
    return cadence.days.flatMap((day) => times.map((time) => ({ Weekday: weekdays.indexOf(day) + 1, ...time })));
  }
  return cadence.every === 'month' ? times.map((time) => ({ Day: cadence.day, ...time })) : times;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
