import type { HomeCard } from '../../shared/ipc/contract/home.ts';
import { sampleReport } from './run-samples.ts';

/** The card of an integration after a good run, with what a test wants different. */
export const sampleCard = (change: Partial<HomeCard> = {}): HomeCard => ({
  integrationId: 'district',
  name: 'Springfield',
  mode: 'import',
  environment: 'production',
  gradeSync: true,
  gradeSyncPaused: false,
  address: 'https://ps.example.org',
  sandbox: null,
  state: 'upToDate',
  lastRun: sampleReport(),
  progress: null,
  nextSync: null,
  missed: null,
  openIssues: 7,
  records: { org: 3, result: 46_181 },
  problem: null,
  ...change,
});
