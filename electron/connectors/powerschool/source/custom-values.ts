import { AppError } from '../../../../shared/errors.ts';
import { customSource } from '../../../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../../../shared/integration/mapping/mapped-entities.ts';
import type { MappingSet } from '../../../../shared/integration/mappings.ts';
import { yearIdOfSchoolYear, yearTermId } from '../../../../shared/powerschool/term.ts';
import type { Scope, SourceDescription } from '../../connector.ts';
import type { ExtraValues, ValuesByKey } from '../../mapped-source.ts';
import type { PowerSchoolApi, QueryArgs } from '../api/powerschool-api.ts';
import { customQueries, type CustomQuery } from '../queries/custom-queries.ts';
import { integerOf, textOf } from '../translate/wire-values.ts';
import { readAll } from './pages.ts';
import { isMissingQuery } from './roster-reader.ts';

/**
 * Reads PowerSchool's columns that mappings use besides the built-in ones. `prepare` throws AppError `mappings.pluginLacks` (ask)
 * where the installed plugin does not bring them; nothing has been read then, so nobody loses a value.
 */
export function openCustomValues(
  api: PowerSchoolApi,
  set: MappingSet,
  options: { readonly includeInactiveStudents: boolean },
): ExtraValues {
  const all = customQueries(set);
  let description: SourceDescription | undefined;

  function argumentsOf({ query }: CustomQuery, schoolKey: number | null): readonly QueryArgs[] {
    if (description === undefined) throw new Error('values are read after the source was described');
    if (query.args.length === 0) return [{}];
    const term = yearTermId(yearIdOfSchoolYear(description.schoolYear));
    const inactive = query.args.some(({ name }) => name === 'inactive');
    return description.schools
      .filter(({ key }) => schoolKey === null || key === schoolKey)
      .map(({ number }) => ({
        schoolid: number,
        termfrom: term,
        termto: term + 99,
        ...(inactive ? { inactive: options.includeInactiveStudents ? 1 : 0 } : {}),
      }));
  }

  async function valuesOf(custom: CustomQuery, scope: Scope, signal: AbortSignal): Promise<ValuesByKey> {
    const values = new Map<number, string>();
    for (const args of argumentsOf(custom, scope.schoolKey)) {
      const { records, isWhole } = await readAll(() => api.query(custom.query.name, args, signal));
      if (!isWhole) throw incomplete(custom);
      for (const record of records) {
        const key = integerOf(record, 'dcid');
        const value = textOf(record, 'field_value');
        if (key !== null && value !== null) values.set(key, value);
      }
    }
    return values;
  }

  return {
    async prepare(found, signal) {
      description = found;
      const lacking: CustomQuery[] = [];
      const before = api.requests;
      for (const custom of all) {
        const nobody = Object.fromEntries(custom.query.args.map(({ name }) => [name, 0]));
        try {
          await api.queryCount(custom.query.name, nobody, signal);
        } catch (error) {
          if (!isMissingQuery(error)) throw error;
          lacking.push(custom);
        }
      }
      if (lacking.length > 0) throw pluginLacks(lacking);
      return api.requests - before;
    },

    async read(entity: MappedEntity, scope, signal) {
      const before = api.requests;
      const values = new Map<string, ValuesByKey>();
      for (const custom of all.filter((candidate) => candidate.entity === entity)) {
        values.set(customSource(custom), await valuesOf(custom, scope, signal));
      }
      return { values, requests: api.requests - before };
    },
  };
}

const nameOf = ({ table, column }: CustomQuery): string => `${table}.${column}`;

function pluginLacks(lacking: readonly CustomQuery[]): AppError {
  const names = lacking.map(nameOf);
  return new AppError(
    'mappings.pluginLacks',
    'ask',
    `The plugin in PowerSchool does not bring ${names.length === 1 ? 'a field' : 'fields'} that the attribute mappings read: ${names.join(', ')}.`,
    {
      fix: 'Build the plugin again with this application, install the new version in PowerSchool and enable it; or remove these mappings.',
      details: { fields: names },
    },
  );
}

const incomplete = (custom: CustomQuery): AppError =>
  new AppError('mappings.fieldIncomplete', 'retry', `PowerSchool delivered ${nameOf(custom)} other than it promised.`, {
    fix: 'Sync again. Nothing was changed.',
  });
