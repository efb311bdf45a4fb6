import { IANAZone } from 'luxon';
import type { Finding } from './finding.ts';

const earliest = Date.UTC(2026, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/** The clock tells a time that can be true, and the time zone is known. */
export function lookAtClock(now: Date): Finding {
  const time = now.getTime();
  if (!(time >= earliest && time < latest)) {
    return {
      result: 'fail',
      message: 'The clock of this computer is wrong by years: certificates would be judged wrongly.',
      fix: 'Set the date, best over the network.',
    };
  }
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (IANAZone.isValidZone(timeZone)) {
    return { result: 'pass', message: `${now.toISOString()} in the time zone ${timeZone}.`, fix: null };
  }
  return {
    result: 'warn',
    message: 'The time zone of this computer is not known.',
    fix: 'Set the time zone in the settings of the system, or correct the variable TZ.',
  };
}
