import { DateTime } from 'luxon';

/** A moment as the server writes it: `YYYY-MM-DD HH:MM:SS` on the clocks of a time zone. */
export const localTimestamp = (moment: Date, timeZone: string): string =>
  DateTime.fromJSDate(moment, { zone: timeZone }).toFormat('yyyy-MM-dd HH:mm:ss');
