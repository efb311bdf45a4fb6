/** The phases of a project (C19–C21). */
export const phaseTexts = {
  required: 'Production waits for the sign-off',
  requiredHint: 'Without, the phases are a record only: nothing is locked.',
  always: 'The rules that hold in this district demand it.',
  now: {
    setUp: 'Phase 1, set-up: nothing has been synced with the test environment yet.',
    review: 'Phase 2, review: look at what stands in the test environment, then sign for it.',
    production: 'Phase 3, production: look at what stands there, then accept it.',
    accepted: 'Production has been reviewed and accepted.',
  },
  noRun: 'There is nothing to sign for yet: sync first, and approve the plan.',
  records: (when: string) => `What the newest sync left, ${when}`,
  recordsTable: 'Records by entity',
  review: 'Review of the test data',
  acceptance: 'Acceptance of production',
  nobody: 'Nobody has signed yet.',
  signed: (by: string, when: string) => `Signed by ${by}, ${when}.`,
  outdated: 'No longer holds',
  outdatedHint:
    'The settings have changed since: what is written may differ from what was looked at. Sync, look at it, and sign again.',
  accuracy:
    'The accuracy of the data is the district’s responsibility. Data browsing, Data quality and Reports help to look at them.',
  by: 'Your name',
  note: 'Note',
  sign: { 'phases.review': 'Sign for the test data', 'phases.accept': 'Accept production' },
} as const;
