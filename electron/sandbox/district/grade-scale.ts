import type { World } from './world.ts';

export interface ScaleItem {
  readonly name: string;
  readonly dcid: number;
  /** Lowest percent that earns it. */
  readonly cutoff: number;
  readonly value: number;
}

export interface GradeScale {
  /** GRADESCALEITEM.ID of the scale's own row; `SECTIONS.GRADESCALEID` points here. */
  readonly id: number;
  /** Best first. */
  readonly items: readonly [ScaleItem, ...ScaleItem[]];
}

const letters = [
  ['A+', 97, 100, 4.3],
  ['A', 93, 95, 4],
  ['A-', 90, 91, 3.7],
  ['B+', 87, 88, 3.3],
  ['B', 83, 85, 3],
  ['B-', 80, 81, 2.7],
  ['C+', 77, 78, 2.3],
  ['C', 73, 75, 2],
  ['C-', 70, 71, 1.7],
  ['D', 60, 65, 1],
  ['F', 0, 50, 0],
] as const;
const levels = [
  ['Exceeds', 90, 100, 4],
  ['Meets', 75, 85, 3],
  ['Nears', 50, 65, 2],
  ['Begins', 0, 40, 1],
] as const;

/** A scale of letters, and one of words. */
export const addGradeScales = (world: World): { readonly letters: GradeScale; readonly levels: GradeScale } => ({
  letters: addScale(world, 'Letter grades', 'Letters from A+ to F', letters),
  levels: addScale(world, 'Levels', 'Four levels', levels),
});

type ItemFacts = readonly [name: string, cutoff: number, value: number, points: number];

function addScale(
  world: World,
  name: string,
  description: string,
  facts: readonly [ItemFacts, ...ItemFacts[]],
): GradeScale {
  const scale = world.next.gradeScaleItem();
  world.insert('GRADESCALEITEM', {
    DCID: scale.dcid,
    ID: scale.id,
    GRADESCALEID: -1,
    NAME: name,
    DESCRIPTION: description,
    GRADESCALETYPE: 'Alpha',
    ISFORCOURSEGRADE: 1,
    ISFORSTANDARDS: 0,
  });
  const add = ([label, cutoff, value, points]: ItemFacts): ScaleItem => {
    const { id, dcid } = world.next.gradeScaleItem();
    world.insert('GRADESCALEITEM', {
      DCID: dcid,
      ID: id,
      GRADESCALEID: scale.id,
      NAME: label,
      GRADESCALETYPE: 'Alpha',
      CUTOFFPERCENTAGE: cutoff,
      VALUE: value,
      GRADE_POINTS: points,
      ISFORCOURSEGRADE: 1,
      ISFORSTANDARDS: 0,
    });
    return { name: label, dcid, cutoff, value };
  };
  const [best, ...rest] = facts;
  return { id: scale.id, items: [add(best), ...rest.map(add)] };
}

/** The item with the highest cut-off that a percentage reaches; the lowest item where it reaches none. */
export function itemFor<T extends { readonly cutoff: number }>(items: readonly [T, ...T[]], percent: number): T {
  return items.find(({ cutoff }) => percent >= cutoff) ?? items.at(-1) ?? items[0];
}
