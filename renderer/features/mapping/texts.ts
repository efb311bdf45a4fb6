import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { GradeRule } from '../../../shared/integration/grade-rule.ts';
import type { MasterEntity } from '../../../shared/integration/master-attributes.ts';
import type { MasterApplication, MasterMode } from '../../../shared/integration/master-fields.ts';

/** Each entity as people know it, and the table of PowerSchool that it comes from. */
export const entityNames: Readonly<Record<MappedEntity, readonly [name: string, source: string]>> = {
  org: ['Schools', 'Schools'],
  academicSession: ['Terms', 'Terms'],
  course: ['Courses', 'Courses'],
  class: ['Classes', 'Sections'],
  teacher: ['Teachers', 'Users'],
  student: ['Students', 'Students'],
  enrollment: ['Enrollments', 'CC'],
  category: ['Category', 'Teacher categories'],
  lineItem: ['Line Item', 'Assignments'],
  result: ['Result', 'Assignment scores'],
};

export const masterNames: Readonly<Record<MasterEntity, string>> = {
  student: 'Student',
  contact: 'Contact',
  teacher: 'Teacher',
  class: 'Class',
  course: 'Course',
  calendar: 'Calendar',
  category: 'Category',
  lineItem: 'Line Item',
  result: 'Result',
};

export const endNames: Readonly<Record<MasterApplication, string>> = {
  powerschool: 'PowerSchool',
  partner: 'Partner',
};

export const modeNames: Readonly<Record<MasterMode, string>> = {
  master: 'Master',
  doNotOverride: 'Do not override',
};

export const texts = {
  title: 'Attribute mappings',
  lead: 'Say where an attribute gets its value from. Every attribute without a mapping keeps the built-in one.',
  draft: 'Draft',
  draftHint: 'These changes are not in use yet. They take effect at the first sync after you activate them.',
  active: 'In use',
  activate: 'Activate',
  discard: 'Discard draft',
  reset: 'Reset to default',
  exportFile: 'Export',
  importFile: 'Import',
  tryOut: 'Count what would change',
  tryOutHint: 'A dry run with the draft. It reads PowerSchool and writes nothing; its report counts the changes.',
  newMapping: 'New attribute mapping',
  none: 'No mapping of your own. The built-in mapping is used.',
  badFile: 'This file holds no attribute mappings.',
  preview: 'Preview',
  previewLocal: 'PowerSchool could not be read now. These records are from the local copy and were mapped already.',
  previewNone: 'There is no record to show.',
  needsPlugin:
    'The plugin in PowerSchool does not bring these fields yet. Build the plugin again, install it and enable it:',
  source: 'Source attributes',
  steps: 'Steps',
  target: 'Target attribute',
  metadataKey: 'Metadata key',
  customField: 'Field of PowerSchool',
  customFieldHint: 'Table.Field of an extension table such as U_DEF_EXT_STUDENTS, or a column of the table itself.',
  addField: 'Add field',
  notAField: 'Type a name such as U_DEF_EXT_STUDENTS.LOGIN or ALERT_MEDICAL.',
  addStep: 'Add a step',
  save: 'Keep mapping',
  cancel: 'Cancel',
  masterTitle: 'Master fields',
  masterLead: 'Say which end’s value wins, attribute by attribute, so that a 2-Way Sync makes no duplicates.',
  importNeedsNone: 'An import needs no master fields: nothing is written to either end.',
  preset: 'Use the preset “Grade exchange”',
  generate: 'Generate',
  complete: 'Nothing is missing for grade exchange.',
  incomplete: 'Missing for grade exchange. The first sync waits for it:',
  gradeRule: 'When teachers change the gradebook in PowerSchool',
  gradeRuleHint: 'For categories, line items and results that both systems have.',
  override: 'Let it run without',
  overrideHint: 'Records may be duplicated. Type the integration’s name to let it run all the same.',
} as const;

export const gradeRuleTexts: Readonly<Record<GradeRule, { readonly label: string; readonly hint: string }>> = {
  masterFields: {
    label: 'Both gradebooks count (usual)',
    hint: 'What one system changed goes to the other. Where both changed the same value, the master fields decide.',
  },
  partnerOverwrites: {
    label: 'The LMS always overwrites PowerSchool',
    hint: 'What was changed in PowerSchool is put back at the next sync, and shown in the plan first. Nothing of PowerSchool’s gradebook goes to the LMS. What a teacher made in PowerSchool alone stays as it is.',
  },
};
