import { fail, hasCode, pass, type Check } from './check.ts';
import type { CheckContext } from './check-context.ts';
import { queries } from '../../connectors/powerschool/queries/all-queries.ts';

/** PowerSchool's own entry for those who have left (reference powerschool.md §5.1). */
const graduated = 999_999;

/** The schools that the integration is to take are there. */
export const schools: Check = {
  id: 'schools',
  title: 'Schools',
  needs: ['credentials'],
  run: async (context) => {
    const found = await schoolNumbers(context);
    const { schools: wanted } = context.integration.config;
    if (found.size === 0) {
      return fail('PowerSchool shows no school.', 'Check that schools are set up, and that the plugin may read them.');
    }
    if (wanted === 'all') return pass(`${found.size === 1 ? 'One school' : `${found.size} schools`} found.`);
    const missing = wanted.filter((number) => !found.has(number));
    if (missing.length === 0) return pass(`All ${wanted.length} chosen schools found.`);
    return fail(
      `There is no school with the number ${missing.join(', ')}.`,
      'Correct the school numbers in the settings of this integration; PowerSchool shows them under School Setup.',
    );
  },
};

async function schoolNumbers(context: CheckContext): Promise<ReadonlySet<number>> {
  const api = context.api();
  const numbers = new Set<number>();
  const take = (value: unknown): void => {
    const number = Number(value);
    if (Number.isInteger(number) && number > 0 && number !== graduated) numbers.add(number);
  };
  try {
    for await (const page of api.query(queries.schools.name, {}, context.signal)) {
      for (const record of page.records) take(record['school_number']);
    }
  } catch (error) {
    if (!hasCode(error, 'query.unknown', 'rights.columnsMissing', 'rights.refused')) throw error;
    for await (const page of api.v1List('/ws/v1/district/school', 'schools', 'school', {}, context.signal)) {
      for (const record of page.records) take(record['school_number']);
    }
  }
  return numbers;
}
