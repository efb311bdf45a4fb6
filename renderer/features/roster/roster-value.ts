import type { DraftFile } from '../../../shared/integration/draft.ts';
import {
  courseStructureSchema,
  usualCourseName,
  type CourseStructure,
  type UsernameRole,
  type UsernameSource,
} from '../../../shared/integration/roster.ts';

/** The settings as far as they were filled in. */
export type RosterValue = NonNullable<DraftFile['roster']>;

export interface RosterEditorProps {
  readonly value: RosterValue;
  /** Is given what is to be merged into the settings. */
  readonly onChange: (patch: RosterValue) => void;
  /** The sentence beside a setting, by its path. */
  readonly errorAt?: (field: string) => string | undefined;
}

export const templateOf = ({ courseName }: RosterValue): string => courseName ?? usualCourseName;

/** Undefined where nothing was chosen. */
export const chosenStructure = ({ courses }: RosterValue): CourseStructure | undefined =>
  courseStructureSchema.safeParse(courses).data;

export const structureOf = (value: RosterValue): CourseStructure => chosenStructure(value) ?? { per: 'course' };

export const sourceOf = ({ usernames }: RosterValue, role: UsernameRole): UsernameSource =>
  usernames?.[role]?.source ?? 'username';
