import { z } from 'zod';
import { gradebookCollections, rosterCollections } from '../collections.ts';
import { common, reference, scoreStatus } from './closed.ts';
import type { HubDialect } from './dialect.ts';

/** OneRoster 1.1: one address for roster and gradebook. */
export const v1p1: HubDialect = {
  version: '1.1',
  services: [
    {
      base: '/datahub/services/ims/oneroster/v1p1',
      collections: { ...rosterCollections('role'), ...gradebookCollections },
    },
  ],
  fields: {
    org: ['name', 'type', 'identifier', 'parent'],
    academicSession: ['title', 'type', 'startDate', 'endDate', 'schoolYear', 'parent'],
    course: ['title', 'courseCode', 'org'],
    class: ['title', 'classCode', 'classType', 'location', 'course', 'school'],
    user: ['username', 'enabledUser', 'givenName', 'middleName', 'familyName', 'role', 'identifier', 'email'],
    enrollment: ['user', 'class', 'school', 'role', 'primary', 'beginDate', 'endDate'],
    category: ['title'],
    lineItem: ['title', 'description', 'assignDate', 'dueDate', 'class', 'category', 'gradingPeriod'],
    result: ['lineItem', 'student', 'scoreStatus', 'score', 'scoreDate'],
  },
  closed: {
    category: z.strictObject({ ...common, title: z.string().min(1) }),
    lineItem: z.strictObject({
      ...common,
      title: z.string().min(1),
      description: z.string().optional(),
      assignDate: z.iso.datetime(),
      dueDate: z.iso.datetime(),
      class: reference,
      category: reference,
      gradingPeriod: reference,
      resultValueMin: z.number(),
      resultValueMax: z.number(),
    }),
    result: z.strictObject({
      ...common,
      lineItem: reference,
      student: reference,
      scoreStatus,
      score: z.number().optional(),
      scoreDate: z.iso.date(),
      comment: z.string().optional(),
    }),
  },
  putAgain: 200,
  takesPosts: false,
  shaped: (_entity, record) => record,
  refused: (answer) => answer,
};
