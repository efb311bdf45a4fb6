import type { Scope, SchoolFound } from '../connectors/connector.ts';
import type { RunProgress } from '../../shared/integration/run.ts';
import type { Clock } from './ports.ts';

/** Counts what a run has done and tells it a few times a second at most. */
export interface ProgressMeter {
  phase(phase: RunProgress['phase']): void;
  plan(scopes: readonly Scope[], schools: readonly SchoolFound[], alreadyListed: number): void;
  startScope(scope: Scope): void;
  rows(count: number, expectedInScope: number | null): void;
  endScope(): void;
}

const intervalMs = 200;

export function openProgressMeter(
  run: { readonly runId: string; readonly integrationId: string },
  clock: Clock,
  tell: (progress: RunProgress) => void,
): ProgressMeter {
  const startedAt = clock.now();
  let told = 0;
  let phase: RunProgress['phase'] = 'describe';
  let scope: Scope | null = null;
  let scopesDone = 0;
  let scopesTotal = 0;
  let rows = 0;
  let rowsInScope = 0;
  let expectedInScope: number | null = null;
  const schoolNames = new Map<number, string>();

  function send(always: boolean): void {
    const now = clock.now();
    if (!always && now - told < intervalMs) return;
    told = now;
    const seconds = Math.max(0.001, (now - startedAt) / 1000);
    const share = scopesTotal === 0 ? 0 : (scopesDone + shareOfScope()) / scopesTotal;
    tell({
      runId: run.runId,
      integrationId: run.integrationId,
      phase,
      entity: scope?.entity ?? null,
      school: scope?.schoolKey == null ? null : (schoolNames.get(scope.schoolKey) ?? null),
      scopesDone,
      scopesTotal,
      rows,
      rowsPerSecond: Math.round(rows / seconds),
      secondsLeft: share > 0.05 && seconds > 1 ? Math.max(0, Math.round(seconds / share - seconds)) : null,
    });
  }

  const shareOfScope = (): number =>
    expectedInScope === null || expectedInScope === 0 ? 0 : Math.min(1, rowsInScope / expectedInScope);

  return {
    phase(next) {
      phase = next;
      scope = null;
      send(true);
    },
    plan(scopes, schools, alreadyListed) {
      scopesTotal = scopes.length;
      scopesDone = alreadyListed;
      for (const school of schools) schoolNames.set(school.key, school.name);
      send(true);
    },
    startScope(next) {
      scope = next;
      rowsInScope = 0;
      expectedInScope = null;
      send(false);
    },
    rows(count, expected) {
      rows += count;
      rowsInScope += count;
      expectedInScope = expected ?? expectedInScope;
      send(false);
    },
    endScope() {
      scopesDone++;
      send(false);
    },
  };
}
