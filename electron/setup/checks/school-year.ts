import { DateTime } from 'luxon';
import { yearInEffect, type YearFound } from '../../../shared/powerschool/school-year.ts';
import { schoolYearOf, yearIdOfSchoolYear } from '../../../shared/powerschool/term.ts';
import { queries } from '../../connectors/powerschool/queries/all-queries.ts';
import { fail, pass, warn, type Check } from './check.ts';
import type { CheckContext } from './check-context.ts';

/** The school year that the integration is to take has terms. */
export const schoolYear: Check = {
  id: 'schoolYear',
  title: 'School year',
  needs: ['credentials', 'plugin'],
  run: async (context) => {
    const { schoolYear: wanted } = context.integration.config;
    return wanted === 'current' ? currentYear(context) : chosenYear(context, wanted);
  },
};

const setUp = 'Set up the years and terms of the schools in PowerSchool, under School Setup.';

async function currentYear(context: CheckContext) {
  const today = await todayThere(context);
  const found: YearFound[] = [];
  // As far back as a sync looks, so that both find the same year in the holidays.
  const lastdayfrom = DateTime.fromISO(today, { zone: 'utc' }).minus({ years: 2 }).toFormat('yyyy-MM-dd');
  const pages = context.api().query(queries.years.name, { lastdayfrom }, context.signal);
  for await (const page of pages) {
    for (const { yearid, firstday } of page.records) {
      const yearId = Number(yearid);
      if (!Number.isInteger(yearId) || typeof firstday !== 'string') continue;
      found.push({ yearId, firstDay: firstday.slice(0, 10) });
    }
  }
  const { nextYearFrom } = context.integration.config;
  const year = yearInEffect(found, today, nextYearFrom);
  if (year !== undefined && year.firstDay <= today) return pass(`The current school year is ${named(year.yearId)}.`);
  if (year !== undefined && nextYearFrom !== null && nextYearFrom <= today) {
    return pass(`The next school year, ${named(year.yearId)}, is taken already, as you have chosen.`);
  }
  if (year !== undefined) {
    return warn(
      `No school year is under way; the next one, ${named(year.yearId)}, will be taken.`,
      `If that is wrong: ${setUp}`,
    );
  }
  return fail('PowerSchool has no school year that is under way or to come.', setUp);
}

async function chosenYear(context: CheckContext, wanted: number) {
  const yearid = yearIdOfSchoolYear(wanted);
  const count = await context.api().queryCount(queries.terms.name, { yearid }, context.signal);
  if (count > 0) return pass(`The school year ${named(yearid)} is there.`);
  return fail(
    `PowerSchool has no terms of the school year ${named(yearid)}.`,
    `Choose another school year in the settings of this integration. ${setUp}`,
  );
}

const named = (yearId: number): string => `${schoolYearOf(yearId) - 1}–${schoolYearOf(yearId)}`;

/** The district's calendar day. */
async function todayThere(context: CheckContext): Promise<string> {
  const { timeZone } = await context.metadata();
  const there = DateTime.fromMillis(context.clock.now(), { zone: timeZone ?? 'utc' });
  return (there.isValid ? there : DateTime.fromMillis(context.clock.now(), { zone: 'utc' })).toFormat('yyyy-MM-dd');
}
