/** What the step Partner, and the settings of the partner, say. */
export const partnerTexts = {
  which: 'School Passport (newer name: SchoolDay), the hub of GG4L, over OneRoster.',
  url: 'Address of School Passport',
  urlHint: 'As support has told you, such as https://datahub.example.org.',
  version: 'Version of OneRoster',
  auth: 'How one signs in',
  oauth2: 'OAuth 2: client ID and secret give access for a time',
  oauth1: 'OAuth 1.0a: every request is signed (OneRoster 1.1 only)',
  tokenUrl: 'Address that gives access',
  tokenUrlHint: 'Leave it empty for School Passport’s own.',
  clientId: 'Client ID',
  secret: 'Client secret of School Passport',
} as const;
