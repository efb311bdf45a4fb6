import { enrollmentKind, type EntityType } from '../../../shared/oneroster/entity.ts';
import type { BrowseRecord } from '../../../shared/ipc/contract/browse.ts';
import { formatSourcedId } from '../../../shared/oneroster/sourced-id.ts';
import { formatPowerSchoolId } from '../../../shared/powerschool/identifiers.ts';

interface Part {
  readonly table: string;
  readonly column: string;
}
interface Format {
  readonly format: string;
  readonly parts: readonly Part[];
}

const single = (table: string, column = 'dcid'): Format => ({ format: column, parts: [{ table, column }] });

/** The PowerSchool tables and columns behind each entity's PowerSchool ID (S31–S33; the DCID of the row for all others). */
const formats: Readonly<Record<EntityType, Format>> = {
  org: single('SCHOOLS'),
  academicSession: single('TERMS'),
  course: single('COURSES'),
  class: single('SECTIONS'),
  user: single('STUDENTS'),
  enrollment: single('CC'),
  category: {
    format: 'teachercategoryid_sectionsdcid',
    parts: [
      { table: 'TEACHERCATEGORY', column: 'teachercategoryid' },
      { table: 'SECTIONS', column: 'dcid' },
    ],
  },
  lineItem: {
    format: 'assignmentid#assignmentsectionid',
    parts: [
      { table: 'ASSIGNMENT', column: 'assignmentid' },
      { table: 'ASSIGNMENTSECTION', column: 'assignmentsectionid' },
    ],
  },
  result: {
    format: 'assignmentid#studentsdcid',
    parts: [
      { table: 'ASSIGNMENT', column: 'assignmentid' },
      { table: 'STUDENTS', column: 'dcid' },
    ],
  },
};

function formatOf(entity: EntityType, subkey: number): Format {
  if (entity === 'user' && subkey === 0) return single('USERS');
  if (entity !== 'enrollment') return formats[entity];
  if (subkey === enrollmentKind.teacher) return single('SECTIONTEACHER', 'id');
  return subkey === enrollmentKind.leadTeacher ? single('SECTIONS') : formats.enrollment;
}

/** What the Identifiers panel shows (S30). */
export function identifiersOf(entity: EntityType, key: number, subkey: number): BrowseRecord['identifiers'] {
  const { format, parts } = formatOf(entity, subkey);
  return {
    powerSchoolId: formatPowerSchoolId(entity, key, subkey),
    format,
    parts: parts.map((part, place) => ({ ...part, value: String(place === 0 ? key : subkey) })),
    sourcedId: formatSourcedId(entity, key, subkey),
  };
}
