import { NavLink } from '@mantine/core';
import { IconCircle, IconCircleCheck, IconLock } from '@tabler/icons-react';
import type { StepName } from '../../../shared/integration/draft.ts';
import { hrefOf } from '../../route.ts';
import { stepTexts, texts } from './texts.ts';

interface Props {
  readonly draftId: string;
  readonly walk: readonly StepName[];
  readonly current: StepName;
  /** The steps without a problem. */
  readonly complete: ReadonlySet<StepName>;
  /** The first that cannot be opened yet; undefined where all can. */
  readonly lockedFrom: number;
}

/** The steps at the side. */
export function StepList({ draftId, walk, current, complete, lockedFrom }: Props) {
  return (
    <nav aria-label={texts.steps} className="gs-steps">
      {walk.map((name, at) => {
        const isLocked = at >= lockedFrom;
        const isDone = complete.has(name) && !isLocked && name !== 'review';
        const Icon = isLocked ? IconLock : isDone ? IconCircleCheck : IconCircle;
        return (
          <NavLink
            key={name}
            className="gs-nav"
            label={`${String(at + 1)}. ${stepTexts[name].title}`}
            {...(isLocked ? { component: 'span', 'aria-disabled': true, title: texts.locked, disabled: true } : {})}
            {...(isLocked ? {} : { href: hrefOf({ screen: 'setup', draftId, query: { step: name } }) })}
            leftSection={<Icon size={18} aria-label={isDone ? texts.done : undefined} aria-hidden={!isDone} />}
            active={name === current}
            aria-current={name === current ? 'step' : undefined}
          />
        );
      })}
    </nav>
  );
}
