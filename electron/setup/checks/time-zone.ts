import { IANAZone } from 'luxon';
import { pass, warn, type Check } from './check.ts';

/** The district's time zone is known: by it "today" and the moment of the last sync are meant. */
export const timeZone: Check = {
  id: 'timeZone',
  title: 'Time zone',
  needs: ['version'],
  run: async (context) => {
    const { timeZone: zone } = await context.metadata();
    if (zone !== null && IANAZone.isValidZone(zone)) return pass(`The district’s time zone is ${zone}.`);
    return warn(
      zone === null
        ? 'PowerSchool does not tell the district’s time zone.'
        : 'PowerSchool tells a time zone that we do not know.',
      'Set the time zone in the district settings of PowerSchool. Until then UTC is used.',
    );
  },
};
