import type { EntityType } from '../../oneroster/entity.ts';

/** What mappings are made for. Teachers and students are both users, but come from different tables and are mapped apart. */
export const mappedEntities = [
  'org',
  'academicSession',
  'course',
  'class',
  'teacher',
  'student',
  'enrollment',
  'category',
  'lineItem',
  'result',
] as const;
export type MappedEntity = (typeof mappedEntities)[number];

/** S28: these are mapped only where Grade Sync is active. */
export const gradeEntities: readonly MappedEntity[] = ['category', 'lineItem', 'result'];

export const isGradeEntity = (entity: MappedEntity): boolean => gradeEntities.includes(entity);

/** The entity of the local copy in which records of a mapped entity stand. */
export const recordsOf = (entity: MappedEntity): EntityType =>
  entity === 'teacher' || entity === 'student' ? 'user' : entity;
