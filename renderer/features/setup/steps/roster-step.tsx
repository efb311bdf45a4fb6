import { Text } from '@mantine/core';
import { RosterEditor } from '../../roster/roster-editor.tsx';
import { texts } from '../../roster/texts.ts';
import { problemAt, type StepProps } from '../step.ts';

/** C19: names, structure and usernames are chosen before the first sync; usernames can be compared after it. */
export const RosterStep = ({ draft, change, ...shown }: StepProps) => (
  <RosterEditor
    value={draft.file.roster ?? {}}
    onChange={(roster) => change({ roster })}
    target={{ kind: 'draft', id: draft.draftId }}
    errorAt={(field) => problemAt(shown, field)}
    comparison={<Text size="sm">{texts.compareLater}</Text>}
  />
);
