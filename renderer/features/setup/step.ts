import type { DraftFile, Draft } from '../../../shared/integration/draft.ts';
import type { DraftProblem } from '../../../shared/integration/draft-steps.ts';

/** What every step of the wizard is given. */
export interface StepProps {
  /** With what was just typed. */
  readonly draft: Draft;
  /** Merges into the draft's file. */
  readonly change: (patch: DraftFile) => void;
  /** What keeps the step from being left. */
  readonly problems: readonly DraftProblem[];
  /** False until somebody has tried to go on: an empty field is no mistake yet. */
  readonly showProblems: boolean;
}

/** The identity of a field's control, by which the summary of problems leads to it. */
export const fieldId = (field: string): string => `field-${field}`;

/** The sentence that stands beside a field. More than one name: the same control shows them all. */
export function problemAt(
  { problems, showProblems }: Pick<StepProps, 'problems' | 'showProblems'>,
  ...fields: readonly string[]
): string | undefined {
  return showProblems ? problems.find(({ field }) => fields.includes(field))?.message : undefined;
}

/** Moves the focus to the control of a field, or to the nearest one that there is. */
export function focusField(field: string): void {
  const wanted = fieldId(field);
  const controls = [...document.querySelectorAll<HTMLElement>('[id^="field-"]')];
  const found =
    controls.find(({ id }) => id === wanted) ??
    controls.find(({ id }) => id.startsWith(`${wanted}.`)) ??
    controls.find(({ id }) => wanted.startsWith(`${id}.`));
  found?.focus();
}
