import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categoryChange, openTargetDesk, type TargetDesk } from '../../../../support/powerschool-target.ts';
import { cast } from '../../../../support/sandbox/xte-desk.ts';

let desk: TargetDesk;
beforeEach(async () => {
  desk = await openTargetDesk();
});
afterEach(() => desk.close());

const names = (): readonly string[] =>
  desk.db
    .prepare<[number], string>('SELECT NAME FROM TEACHERCATEGORY WHERE USERSDCID = ? ORDER BY TEACHERCATEGORYID')
    .pluck()
    .all(cast.lead);

describe('PowerSchool target: categories', () => {
  it.each([true, false])('makes a category, whatever its creation is answered with (list: %s)', async (list) => {
    desk.server.switches.categoryPostReturnsArray = list;
    const change = categoryChange({ title: 'Quizzes', weight: 2 });
    expect(await desk.push(change)).toMatchObject({
      category: { outcome: 'applied', sourcedId: `category-4305-${cast.first}` },
    });
    expect(await desk.lookAt(change)).toEqual({
      sourcedId: `category-4305-${cast.first}`,
      values: { title: 'Quizzes', weight: 2 },
    });
  });

  it('makes one category of the copies that a teacher’s classes have, and none that is there already', async () => {
    const outcomes = await desk.push(
      categoryChange({ title: 'Quizzes' }, { id: 'one' }),
      categoryChange({ title: ' quizzes ' }, { id: 'two', section: cast.second }),
      categoryChange({ title: 'HOMEWORK' }, { id: 'three' }),
    );
    expect(outcomes).toMatchObject({
      one: { outcome: 'applied', sourcedId: `category-4305-${cast.first}` },
      two: { outcome: 'applied', sourcedId: `category-4305-${cast.second}` },
      three: { outcome: 'applied', sourcedId: `category-${cast.homework}-${cast.first}` },
    });
    expect(desk.writes()).toEqual(['POST teacher_category']);
    expect(names()).toEqual(['Homework', 'Projects', 'Retired', 'Quizzes']);
  });

  it('renames a category once for all its copies', async () => {
    const copy = (section: number) =>
      categoryChange(
        { title: 'Tests', weight: 3 },
        { id: `in ${section}`, action: 'update', section, sourcedId: `category-${cast.homework}-${section}` },
      );
    const outcomes = await desk.push(copy(cast.first), copy(cast.second));
    expect(Object.values(outcomes).map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
    expect(desk.writes()).toEqual([`PUT teacher_category/${cast.homework}`]);
    expect((await desk.lookAt(copy(cast.second)))?.values).toEqual({ title: 'Tests', weight: 3 });
  });

  it('does not rename a category in two ways', async () => {
    const copy = (title: string, section: number) =>
      categoryChange(
        { title },
        { id: title, action: 'update', section, sourcedId: `category-${cast.homework}-${section}` },
      );
    expect(await desk.push(copy('Tests', cast.first), copy('Exams', cast.second))).toMatchObject({
      Tests: { outcome: 'applied' },
      Exams: { outcome: 'rejected', code: 'category.copiesDisagree' },
    });
  });

  it('removes a category that nothing is in, and says so of one that is gone', async () => {
    const removal = (key: number) =>
      categoryChange(
        {},
        { id: String(key), action: 'delete', sourcedId: `category-${key}-${cast.first}`, changed: [] },
      );
    expect(await desk.push(removal(cast.excludedFromSecond), removal(99_999))).toMatchObject({
      [cast.excludedFromSecond]: { outcome: 'applied' },
      99999: { outcome: 'applied' },
    });
    expect(names()).toEqual(['Homework', 'Retired']);
    expect(await desk.lookAt(removal(cast.excludedFromSecond))).toBeNull();
  });
});
