/** The help topics: offline, short, one per thing that people ask about (S34). */
export const topics = {
  start: {
    title: 'Getting started',
    text: [
      'Activate PowerSchool on Home and go through the steps. A draft is kept at every step, so you can stop and go on later.',
      'To try everything without risk, start the sandbox district: its students are made up, and nothing leaves this computer.',
    ],
  },
  powerschool: {
    title: 'PowerSchool: plugin and credentials',
    text: [
      'PowerSchool gives out data only through a plugin. Take the one that support sent, or have one built that asks for exactly what is needed, then install and enable it in PowerSchool.',
      'PowerSchool then shows a client ID and a client secret under Data Provider Configuration. Enter both here: the secret goes to the keychain of this computer and is not shown again.',
      'PowerSchool has to be version 8.3 or higher, with https and a certificate that is publicly trusted. With these two, PowerSchool’s own support helps.',
    ],
  },
  gradeSync: {
    title: 'Grade Sync',
    text: [
      'Grade Sync takes line items, scores and categories along with the rosters. It is chosen while an integration is created and never later, because support prepares it and its plugin together.',
      'It can be paused under Settings, General. An integration without it can be copied to a new one with it there.',
    ],
  },
  masterFields: {
    title: 'Master fields',
    text: [
      'A master field says which end wins where both know a value. Without them, records could be doubled or overwritten in a 2-Way Sync.',
      'The preset for grade exchange makes PowerSchool master of the roster and the partner master of the gradebook, and leaves relationships to nobody. An import needs no master fields.',
      'Where the LMS always overwrites PowerSchool, they do not count for the gradebook: what teachers change in PowerSchool is put back at the next sync, and the LMS hears nothing of it.',
    ],
  },
  mappings: {
    title: 'Attribute mappings',
    text: [
      'A mapping changes a value on its way: another source, another spelling, a table to look it up in. What it does is shown on real records before it is used.',
      'Changes stay a draft until you activate them, and take effect with the next sync.',
    ],
  },
  roster: {
    title: 'Roster',
    text: [
      'A partner gets its roster as a OneRoster package. What a course is called there, whether each section has a course of its own, and what people sign in with is chosen here, and shown on real classes before it is used.',
      'Usernames must be those of the directory (LDAP, SAML or CAS) that checks who signs in. Choose a list of it as CSV: whoever is missing, more than one, or written with other capitals is shown. The list stays on this computer and is forgotten.',
      'A 2-Way Sync writes nothing while usernames do not match. Put them right in PowerSchool or in the directory and compare again, or record who has agreed that it may go on. Without third-party authentication that meeting is always due.',
      'The course structure is fixed by the first sync. It can be changed afterwards, which makes new courses: what that does is shown first.',
    ],
  },
  sync: {
    title: 'Plans, runs and issues',
    text: [
      'A plan shows every change before it happens. Leave out what you do not want, then approve. What was approved is what is sent, and a run can be undone.',
      'An issue is a single record with a problem. The rest of the sync goes on; the issue says what to do.',
    ],
  },
  browsing: {
    title: 'Data browsing',
    text: [
      'What the last good sync read can be looked at without a network: sorted, filtered, saved as a view. A record opens beside the grid.',
      'Its Identifiers panel shows the PowerSchool ID. Data quality lists what looks wrong in PowerSchool’s own data.',
    ],
  },
  reports: {
    title: 'Reports',
    text: [
      'The data mapping worksheet lists every attribute with its source and its master. Write notes beside it for the data mapping call, and sign it when it is agreed. A change of the mapping after that is told on the sheet.',
      'The plan of the project has the usual durations of its three phases; change the dates freely. The weekly status is what to bring to the weekly check-in. Each can be printed, saved as PDF or taken as CSV, and none holds a student’s data.',
    ],
  },
  settings: {
    title: 'Settings',
    text: [
      'Nothing is changed before you save it. Sync mode and Grade Sync were fixed when the integration was created.',
      'Limits stop a sync before its first write where too much would go or change at once.',
    ],
  },
  appearance: {
    title: 'Appearance and shortcuts',
    text: [
      'Colours, density and the size of letters are chosen under Appearance and kept for every window. High-contrast colours of the system are followed.',
      'Everything can be done by keyboard. A question mark outside of a text field shows the shortcuts.',
    ],
  },
} as const;
export type TopicName = keyof typeof topics;

export const helpTexts = { title: 'Help', list: 'Help topics', button: 'Help on this page', back: 'Back' } as const;
