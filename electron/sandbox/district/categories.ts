import { entered } from './world.ts';
import type { Section, Teacher, World } from './world.ts';

export interface DistrictCategory {
  readonly key: number;
  readonly name: string;
  readonly isActive: boolean;
}

const districtNames = ['Homework', 'Test', 'Quiz', 'Project', 'Participation'] as const;
/** The last is as long as a category's name may be: 30 characters. */
const ownNames = [
  'Labs',
  'Читання',
  'Ensayos y redacción',
  '作文',
  'Reading log',
  'Portfolio: drafts and revision',
] as const;

/** The categories that every teacher gets a copy of; the last is no longer in use. */
export function addDistrictCategories(world: World, day: string): readonly DistrictCategory[] {
  return districtNames.map((name, index) => {
    const key = world.next.districtCategory();
    const isActive = index < districtNames.length - 1;
    world.insert('DISTRICTTEACHERCATEGORY', {
      DISTRICTTEACHERCATEGORYID: key,
      NAME: name,
      COLOR: String(index + 1),
      DISPLAYPOSITION: index + 1,
      ISACTIVE: isActive ? 1 : 0,
      ...entered(world, day, 1),
    });
    return { key, name, isActive };
  });
}

/** A teacher's copies of the district's categories and one of their own. Gives the active ones, the own one last. */
export function addTeacherCategories(
  world: World,
  usersDcid: number,
  copied: readonly DistrictCategory[],
  day: string,
): readonly [number, ...number[]] {
  const add = (name: string, position: number, source: DistrictCategory | null): number => {
    const key = world.next.category();
    const points = world.random.pick([10, 20, 100]);
    world.insert('TEACHERCATEGORY', {
      TEACHERCATEGORYID: key,
      DISTRICTTEACHERCATEGORYID: source?.key ?? null,
      USERSDCID: usersDcid,
      NAME: name,
      DESCRIPTION: source === null ? `<p>${name}</p>` : null,
      CATEGORYTYPE: source === null ? 'user' : 'district',
      COLOR: String(position),
      DISPLAYPOSITION: position,
      ISACTIVE: source?.isActive === false ? 0 : 1,
      ISINFINALGRADES: 1,
      ISUSERMODIFIABLE: source === null ? 1 : 0,
      TEACHERMODIFIED: 0,
      ISDEFAULTPUBLISHSCORES: 1,
      DEFAULTPUBLISHOPTION: 'Immediately',
      DEFAULTSCORETYPE: 'POINTS',
      DEFAULTSCOREENTRYPOINTS: points,
      DEFAULTEXTRACREDITPOINTS: 0,
      DEFAULTWEIGHT: 1,
      DEFAULTTOTALVALUE: points,
      ...entered(world, day, usersDcid),
    });
    return key;
  };
  const usable: number[] = [];
  copied.forEach((source, index) => {
    const key = add(source.name, index + 1, source);
    if (source.isActive) usable.push(key);
  });
  const own = add(world.random.pick(ownNames), copied.length + 1, null);
  const [first, ...rest] = usable;
  return first === undefined ? [own] : [first, ...rest, own];
}

/** Takes the teacher's own category out of one section, so that it applies to the others only. */
export function excludeOwnCategory(world: World, teacher: Teacher, section: Section): void {
  world.insert('TEACHERCATSECTEXCLUDEASSOC', {
    TEACHERCATSECTEXCLUDEASSOCID: world.next.exclusion(),
    TEACHERCATEGORYID: teacher.categories.at(-1) ?? teacher.categories[0],
    SECTIONSDCID: section.key.dcid,
    YEARID: section.term.yearId,
    ...entered(world, section.term.firstDay, teacher.usersDcid),
  });
}
