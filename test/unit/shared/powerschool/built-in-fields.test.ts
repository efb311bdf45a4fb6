import { describe, expect, it } from 'vitest';
import { pluginNeeds } from '../../../../electron/setup/plugin/plugin-needs.ts';
import { mappedEntities, recordsOf } from '../../../../shared/integration/mapping/mapped-entities.ts';
import { builtInFields } from '../../../../shared/powerschool/built-in-fields.ts';
import { shapes } from '../../../../shared/oneroster/shapes.ts';

describe('the built-in mapping in words', () => {
  it('names only columns that our plugin asks for', () => {
    const asked = new Set(pluginNeeds({ gradeSync: true, changeColumns: true }).fields);
    const named = mappedEntities.flatMap((entity) => Object.values(builtInFields[entity]).flatMap((one) => one.fields));
    expect(named.filter((field) => !asked.has(field))).toEqual([]);
    expect(named.length).toBeGreaterThan(100);
  });

  it.each(mappedEntities)('has every attribute of the outward record of %s', (entity) => {
    const outward = shapes[recordsOf(entity)].columns
      .filter(({ kind }) => kind !== 'hidden' && kind !== 'json')
      .map(({ name, path = name }) => path);
    const told = Object.keys(builtInFields[entity]);
    expect(outward.filter((name) => !told.includes(name))).toEqual([]);
    expect(told.filter((name) => !outward.includes(name) && !name.startsWith('metadata.'))).toEqual([]);
  });

  it.each(mappedEntities)('says of every attribute of %s where it comes from', (entity) => {
    for (const { fields, how } of Object.values(builtInFields[entity])) {
      expect(fields.length > 0 || how !== undefined).toBe(true);
    }
  });
});
