import type { CourseFacts } from './course-name.ts';
import { courseIdOf, groupSections, type SectionKeys } from './course-groups.ts';
import type { CourseStructure } from './roster.ts';

/** An active class: what decides to which course it belongs, and what its name is made of. */
export interface RosterSection extends SectionKeys {
  readonly title: string;
  readonly facts: CourseFacts;
}

/** What a structure makes of sections, before anybody gets it. */
export interface StructurePreview {
  readonly sections: number;
  readonly courses: number;
  /** Sections of the course that has most. */
  readonly largest: number;
  /** Courses that stand under the same id with the structure in use. */
  readonly kept: number;
  /** The first courses, those with most sections before others, with a few of their sections. */
  readonly groups: readonly { readonly count: number; readonly first: readonly RosterSection[] }[];
}

const groupsShown = 6;
const sectionsShown = 4;

export function previewStructure(
  structure: CourseStructure,
  sections: readonly RosterSection[],
  inUse: CourseStructure,
): StructurePreview {
  const groups = groupSections(structure, sections);
  const now = new Set(sections.map((section) => courseIdOf(inUse, section)));
  const bySize = [...groups.values()].toSorted((a, b) => b.length - a.length);
  return {
    sections: sections.length,
    courses: groups.size,
    largest: bySize[0]?.length ?? 0,
    kept: [...groups.keys()].filter((id) => now.has(id)).length,
    groups: bySize
      .slice(0, groupsShown)
      .map((group) => ({ count: group.length, first: group.slice(0, sectionsShown) })),
  };
}

/** A few of them from all over, the same every time. */
export const spread = <T>(all: readonly T[], wanted: number): readonly T[] =>
  all.length <= wanted
    ? all
    : Array.from({ length: wanted }, (_, at) => all[Math.floor((at * all.length) / wanted)]).filter(
        (one) => one !== undefined,
      );
