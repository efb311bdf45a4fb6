import { z } from 'zod';
import { courseStructureSchema, usernameReportSchema, usernameRoles } from '../../integration/roster.ts';
import { errorReportSchema } from '../../integration/run.ts';
import { count, ofIntegration, setupTarget } from './inputs.ts';

/** How the letters of a list are written. */
export const listEncodings = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export type ListEncoding = (typeof listEncodings)[number];

/** What one `directory.piece` may hold, in bytes before base64: a message of 1 MB is the most that a browser's host takes. */
export const listPieceBytes = 384 * 1024;
const piece = z.base64().max(Math.ceil(listPieceBytes / 3) * 4);

const listShapeSchema = z.strictObject({
  encoding: z.enum(listEncodings),
  delimiter: z.enum([',', ';', '\t', '|']),
  /** Whether the first line names the columns. */
  hasTitles: z.boolean(),
  /** The column that holds the usernames, from 0 on. */
  column: z.number().int().min(0).max(999),
});
export type ListShape = z.output<typeof listShapeSchema>;

/** A list by its first bytes: what is proposed, and its first lines, which are kept nowhere. */
const directoryLookSchema = listShapeSchema.extend({ rows: z.array(z.array(z.string())) });
export type DirectoryLook = z.output<typeof directoryLookSchema>;

const text = z.string().nullable();
const sectionSchema = z.object({
  section: z.string(),
  school: z.string(),
  course: text,
  term: text,
  leadTeacher: text,
  title: z.string(),
  facts: z.object({
    courseName: text,
    courseNumber: text,
    sectionNumber: text,
    period: text,
    teacherLastName: text,
    term: text,
    school: text,
  }),
});

const structurePreviewSchema = z.object({
  sections: count,
  courses: count,
  largest: count,
  kept: count,
  groups: z.array(z.object({ count, first: z.array(sectionSchema).readonly() })).readonly(),
});

export const mismatchKinds = ['missing', 'ambiguous', 'blank', 'caseDiffers'] as const;
export type MismatchKind = (typeof mismatchKinds)[number];

const mismatchSchema = z.object({
  kind: z.enum(mismatchKinds),
  /** PowerSchool's id of the person. */
  id: z.string(),
  name: z.string(),
  username: z.string(),
  inDirectory: text,
});
export type PersonMismatch = z.output<typeof mismatchSchema>;

const role = z.enum(usernameRoles);
const upload = z.string().min(1).max(60);
const ofRole = ofIntegration.extend({ role });

export const rosterRequests = {
  /** What is known of an integration's roster beyond its settings. */
  'roster.state': {
    input: ofIntegration,
    output: z.object({
      /** C25: there was a sync, so that another course structure makes other courses. */
      isStructureFixed: z.boolean(),
      /** The people that a directory's list would be compared with. */
      people: count,
    }),
  },
  /** A few real classes: of the local copy, or, before the first sync, of PowerSchool as it is now. */
  'roster.sections': {
    input: z.strictObject({ target: setupTarget }),
    output: z.object({
      from: z.enum(['live', 'local']),
      sections: z.array(sectionSchema).readonly(),
      reason: errorReportSchema.nullable(),
    }),
  },
  /** What a structure makes of all classes of the local copy. */
  'roster.structure': {
    input: ofIntegration.extend({ courses: courseStructureSchema }),
    output: structurePreviewSchema,
  },
  /** Changes the structure after a sync (C25). `typedName` is the integration's name, typed by a person who was shown what it does. */
  'roster.restructure': {
    input: ofIntegration.extend({ courses: courseStructureSchema, typedName: z.string().max(200) }),
    output: z.object({ changed: z.literal(true) }),
  },
  /** Looks at the beginning of a directory's list. Throws `directory.notAList` (ask). */
  'directory.look': {
    input: z.strictObject({ content: piece, isWhole: z.boolean() }),
    output: directoryLookSchema,
  },
  /** A list of `bytes` is to come, in pieces and in their order. Only the names of its column are kept, and those not longer than they are compared. */
  'directory.begin': {
    input: ofRole.extend({ bytes: count, shape: listShapeSchema }),
    output: z.object({ upload: z.string() }),
  },
  'directory.piece': {
    input: z.strictObject({ upload, offset: count, content: piece }),
    output: z.object({ received: count }),
  },
  /** Compares the people of the local copy with the names that came (C10), and keeps the counts in the integration's settings. */
  'directory.compare': {
    input: z.strictObject({ upload }),
    output: z.object({ role, report: usernameReportSchema }),
  },
  /** Whom the last comparison of a role found. They are held in memory only: after a restart there are none (`isHeld`). */
  'directory.mismatches': {
    input: ofRole.extend({
      kind: z.enum(mismatchKinds).nullable().default(null),
      offset: count.default(0),
      limit: z.number().int().min(1).max(1000).default(50),
    }),
    output: z.object({ isHeld: z.boolean(), total: count, mismatches: z.array(mismatchSchema).readonly() }),
  },
  /** The same as CSV, part by part. The first part is noted in the access log. */
  'directory.mismatchesCsv': {
    input: ofRole.extend({ offset: count.default(0) }),
    output: z.object({ text: z.string(), next: count.nullable() }),
  },
} as const;
