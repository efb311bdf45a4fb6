import type { RunProgress } from '../../shared/integration/run.ts';
import type { Terminal } from './terminal.ts';

export interface ProgressLine {
  show(progress: RunProgress): void;
  /** Clears the line, so that what follows begins at the left. */
  end(): void;
}

const plainIntervalMs = 2000;

/** Progress on standard error: one line that is written over on a terminal, a line every two seconds elsewhere. */
export function openProgressLine(terminal: Terminal, quiet: boolean, now: () => number = Date.now): ProgressLine {
  let shownAt = Number.NEGATIVE_INFINITY;
  let dirty = false;
  return {
    show(progress) {
      if (quiet) return;
      if (terminal.canRewrite) {
        terminal.writeError(`\r\u001B[2K${describeProgress(progress)}`);
        dirty = true;
      } else if (now() - shownAt >= plainIntervalMs) {
        shownAt = now();
        terminal.writeError(`${describeProgress(progress)}\n`);
      }
    },
    end() {
      if (dirty) terminal.writeError('\r\u001B[2K');
      dirty = false;
    },
  };
}

const phaseNames: Readonly<Record<RunProgress['phase'], string>> = {
  describe: 'Looking at the district',
  pull: 'Reading',
  compare: 'Comparing',
  guard: 'Checking removals',
  apply: 'Saving',
  partner: 'Reading the partner',
  plan: 'Comparing both ends',
  write: 'Writing',
  refresh: 'Reading back',
  check: 'Checking records',
  finish: 'Finishing',
};

/** One line of it. Schools are not named: it may go to a scheduler's log. */
export function describeProgress(progress: RunProgress): string {
  const { phase, entity, scopesDone, scopesTotal, rows, rowsPerSecond, secondsLeft } = progress;
  const parts = [entity === null ? phaseNames[phase] : `${phaseNames[phase]} ${entity}`];
  if (scopesTotal > 0) parts.push(`${scopesDone} of ${scopesTotal} listings`);
  if (rows > 0) parts.push(`${rows.toLocaleString('en-US')} rows`, `${rowsPerSecond.toLocaleString('en-US')}/s`);
  if (secondsLeft !== null) parts.push(`about ${formatDuration(secondsLeft)} left`);
  return parts.join(' · ');
}

export const formatDuration = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
