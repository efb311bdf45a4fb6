import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Draft, StepName } from '../../../shared/integration/draft.ts';
import { problemsOf } from '../../../shared/integration/draft-steps.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { navigate } from '../../route.ts';
import { ProblemSummary } from './problem-summary.tsx';
import './setup.css';
import { StepList } from './step-list.tsx';
import { steps, walkOf } from './steps.tsx';
import { stepTexts, texts } from './texts.ts';
import type { DraftInUse } from './use-draft.ts';

interface Props extends Pick<DraftInUse, 'change' | 'save'> {
  readonly draft: Draft;
  readonly wanted: string | undefined;
}

/** Without these nothing behind them makes sense (S16, S20, S23, C6, C8). */
const gates: ReadonlySet<StepName> = new Set(['prerequisites', 'mode', 'activation']);

export function Wizard({ draft, wanted, change, save }: Props) {
  const walk = walkOf(draft.file);
  const complete = new Set(walk.filter((name) => problemsOf(name, draft).length === 0));
  const gate = walk.findIndex((name) => gates.has(name) && !complete.has(name));
  const lockedFrom = gate === -1 ? walk.length : gate + 1;
  const asked = walk.findIndex((name) => name === (wanted ?? draft.step));
  const at = Math.max(0, Math.min(asked, lockedFrom - 1));
  const current = walk[at] ?? 'prerequisites';
  const problems = problemsOf(current, draft);
  const [tried, setTried] = useState<ReadonlySet<StepName>>(new Set());
  const [attempt, setAttempt] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  const showProblems = tried.has(current) && problems.length > 0;
  const Step = steps[current];

  useEffect(() => {
    if (attempt > 0) summary.current?.focus();
  }, [attempt]);

  // Where the wizard was left is kept, whichever way one came here.
  useEffect(() => {
    void save(current);
  }, [current, save]);

  // An address that asked for a step that is locked does not lead there by itself, in the middle of a word, once it opens.
  useEffect(() => {
    if (wanted === undefined || wanted === current) return;
    navigate({ screen: 'setup', draftId: draft.draftId, query: { step: current } }, { replace: true });
  }, [wanted, current, draft.draftId]);

  const goTo = (step: StepName | undefined): void => {
    if (step !== undefined) navigate({ screen: 'setup', draftId: draft.draftId, query: { step } });
  };

  function goOn(): void {
    if (problems.length === 0) return goTo(walk[at + 1]);
    setTried((before) => new Set([...before, current]));
    setAttempt((count) => count + 1);
  }

  return (
    <div className="gs-wizard">
      <StepList draftId={draft.draftId} walk={walk} current={current} complete={complete} lockedFrom={lockedFrom} />
      <Stack gap="lg" className="gs-card gs-step" p="lg">
        <PageHeading key={`heading of ${current}`} title={stepTexts[current].title} lead={stepTexts[current].lead} />
        {showProblems && current !== 'review' ? <ProblemSummary ref={summary} problems={problems} /> : null}
        {Step === undefined ? null : (
          <Step key={current} draft={draft} change={change} problems={problems} showProblems={showProblems} />
        )}
        <Group justify="space-between">
          <Group>
            {at === 0 ? null : (
              <Button variant="default" onClick={() => goTo(walk[at - 1])}>
                {texts.back}
              </Button>
            )}
            {at === walk.length - 1 ? null : (
              <Button
                aria-disabled={problems.length > 0}
                {...(problems.length > 0 ? { 'data-disabled': true } : {})}
                onClick={goOn}
              >
                {texts.next}
              </Button>
            )}
          </Group>
          <Button
            variant="subtle"
            onClick={() => void save(current).then((isSaved) => isSaved && navigate({ screen: 'home' }))}
          >
            {texts.leave}
          </Button>
        </Group>
      </Stack>
    </div>
  );
}
