import { describe, expect, it } from 'vitest';
import { cardState } from '../../../electron/handlers/home.ts';
import { sampleReport } from '../../support/run-samples.ts';

const problem = { code: 'store.fromFuture', recovery: 'stop', message: 'The local copy is newer.' } as const;

describe('state of a card', () => {
  it.each([
    ['says syncing during a run, whatever was before', { lastRun: sampleReport(), problem }, true, 'syncing'],
    ['asks for attention where the local copy cannot be read', { lastRun: null, problem }, false, 'needsAttention'],
    ['says that there was no sync yet', { lastRun: null, problem: null }, false, 'neverSynced'],
    ['does not count a dry run', { lastRun: sampleReport({ dryRun: true }), problem: null }, false, 'neverSynced'],
    ['is up to date after a good run', { lastRun: sampleReport(), problem: null }, false, 'upToDate'],
    [
      'asks for attention after a guard',
      { lastRun: sampleReport({ status: 'guarded' }), problem: null },
      false,
      'needsAttention',
    ],
  ] as const)('%s', (_name, copy, isSyncing, expected) => {
    expect(cardState(copy, isSyncing)).toBe(expected);
  });
});
