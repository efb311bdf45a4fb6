import type { Limits } from '../../../shared/integration/config.ts';
import type { SectionName } from './section-names.ts';

export const sectionTexts: Readonly<Record<SectionName, { readonly title: string; readonly lead: string }>> = {
  general: { title: 'General', lead: 'What the integration is called and what it is for.' },
  connection: { title: 'Connection and credentials', lead: 'How PowerSchool is reached, and with which plugin.' },
  partner: { title: 'Partner', lead: 'The system at the other end of the 2-Way Sync.' },
  schools: { title: 'Schools', lead: 'Which schools and which school year are synced.' },
  roster: { title: 'Roster', lead: 'How courses and people look at the partner.' },
  schedule: { title: 'Schedule', lead: '' },
  'attribute-mappings': { title: 'Attribute mappings', lead: '' },
  'master-fields': { title: 'Master fields', lead: '' },
  limits: { title: 'Limits and advanced', lead: 'When a sync stops and asks, and how PowerSchool is read.' },
  phases: { title: 'Phases and sign-off', lead: 'Set up, review in the test environment, then production.' },
  data: { title: 'Data and privacy', lead: 'Where everything is kept, and for how long.' },
  about: { title: 'About', lead: 'This version of Grade Sync.' },
};

export const texts = {
  settings: 'Settings',
  sections: 'Sections of the settings',
  save: 'Save',
  undo: 'Undo the changes',
  saved: 'Saved.',
  unsaved: 'Not saved yet.',
  wrong: 'It cannot be saved like this:',

  leaveTitle: 'The changes are not saved',
  leaveText: 'If you leave this page now, what you changed on it is lost.',
  leaveStay: 'Stay here',
  leaveAnyway: 'Leave without saving',

  name: 'Name',
  nameHint: 'As you want to see it here, such as the name of your district.',
  environment: 'What is it for?',
  production: 'Production: real students and real grades',
  test: 'Test: a test server, where mistakes do no harm',
  pause: 'Pause Grade Sync',
  pauseHint:
    'Rosters are still read. Nothing of the gradebooks is read or written until it goes on, and nothing is lost: it then takes up what has changed meanwhile.',
  fixed: 'Chosen when it was created',
  fixedHint: 'These cannot be changed later.',
  mode: 'Sync mode',
  gradeSync: 'Grade Sync',
  gradeSyncOn: 'On: line items, scores and categories are synced, too.',
  gradeSyncOff: 'Off: rosters only.',
  whyOff:
    'Grade Sync can only be switched on while an integration is created: support prepares it and its plugin together. This integration was created without it.',
  createWith: 'Create a new one with Grade Sync',
  createWithHint:
    'Every setting is copied. Only the plugin, the client ID and the secret are entered anew. This integration stays as it is.',

  deleteTitle: 'Delete this integration',
  deleteText:
    'Its settings, its secrets and its local copy are removed from this computer, and with them the history of its runs. Nothing changes in PowerSchool or at the partner. This cannot be undone.',
  typeName: (name: string): string => `To delete it, type its name: ${name}`,
  delete: 'Delete the integration',
  deleteAnyway: 'Delete it all the same',
  deleteAnywayHint:
    'Its secret then stays in the keychain, under “Grade Sync”, until you remove it there with the keychain’s own application.',

  partnerSecret: 'Client secret of the partner',
  saveBeforeChecks: 'Save the changes first: the checks look at what is saved.',
  sandbox:
    'This is the built-in sandbox district. Its address, client ID and secret are made anew whenever it is started, so there is nothing to enter.',

  limits: 'When a sync stops and asks',
  limitsHint: 'Nothing has been written when a limit speaks. Smaller numbers are more careful.',
  advancedTitle: 'How PowerSchool is read',

  folder: 'Folder on this computer',
  folderHint:
    'The local copy of rosters and gradebooks (data.db), the plugin and the reports of its runs. Whoever may read this folder may read student records: keep it on an encrypted disk.',
  secretsTitle: 'Secrets',
  secretsText: 'Client secrets are not in this folder. They are in the keychain of this computer, or in memory only.',
  networkTitle: 'What leaves this computer',
  networkText:
    'Only what is exchanged with PowerSchool and the partner. Nothing is sent to the maker of Grade Sync, and no log holds names or scores.',
  copy: 'Copy the path',
  copied: 'Copied.',

  version: 'Version',
  id: 'ID of the integration',
  idHint: 'Support and the command line (--integration) ask for it.',
  created: 'Created',
} as const;

export const fixTexts = {
  title: 'What may be put right automatically',
  hint: 'All of this is off until you choose it. What is put right is shown in the plan before anything is written, and changes nothing in the LMS.',
  shortenNames: {
    label: 'Shorten names that are too long',
    hint: 'To 50 characters for a line item, 30 for a category. Beginning and end stay; names stay different.',
  },
  capitalizeScoreTypes: { label: 'Write score types in capitals', hint: '“points” becomes “POINTS”.' },
  fallbackCategory: {
    label: 'Category for line items that have none',
    hint: 'The name of a category that the teacher has in PowerSchool. Left empty, such line items wait.',
  },
  makeFallbackCategory: {
    label: 'Make this category for a teacher who does not have it',
    hint: 'It is made in PowerSchool first, and comes up in all classes of the teacher. The plan shows it as a change of its own, which can be left out. Otherwise the line item waits.',
  },
} as const;

/** The guards in plain words. */
export const limitTexts: Readonly<Record<keyof Limits, { readonly label: string; readonly hint: string }>> = {
  removalPercent: {
    label: 'Removed records of a school, in percent',
    hint: 'A sync stops before its first write if a larger share of one kind of record would go.',
  },
  removalMinimum: {
    label: 'Removed records that are never too many',
    hint: 'Up to so many may go whatever share they are: small schools have few of a kind.',
  },
  changePercent: {
    label: 'Changed records of a school, in percent',
    hint: 'A plan is not written if a larger share of one kind of record would change at one end.',
  },
  blankedScores: {
    label: 'Scores of a school that may become blank',
    hint: 'A plan is not written if there were more.',
  },
  zeroedScores: { label: 'Scores of a school that may become zero', hint: 'A plan is not written if there were more.' },
  averageShift: {
    label: 'Change of a class average, in points of a hundred',
    hint: 'A plan is not written if the average of a class would move by more.',
  },
  allowEmpty: {
    label: 'A list may come back empty where there were records before',
    hint: 'Only for the one sync after which that is right, such as the first of a new school year.',
  },
};
