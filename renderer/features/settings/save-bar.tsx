import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { ErrorNote } from '../../components/error-note.tsx';
import { LeaveQuestion } from './leave-question.tsx';
import { texts } from './texts.ts';
import type { SettingsInUse } from './use-settings.ts';

/** Saves what was changed in a section, or takes it back; asks before it is left. */
export function SaveBar({ settings }: { readonly settings: SettingsInUse }) {
  const { isChanged, isSaving, isSaved, problems, error, save, undo } = settings;
  const hasProblems = problems.length > 0;
  return (
    <Stack gap="sm">
      {hasProblems ? (
        <Alert color="red" variant="light" title={texts.wrong}>
          <List size="sm">
            {problems.map(({ field, message }) => (
              <List.Item key={`${field} ${message}`}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      {error === null ? null : <ErrorNote error={error} />}
      <Group>
        <Button disabled={!isChanged || hasProblems} loading={isSaving} onClick={save}>
          {texts.save}
        </Button>
        {isChanged ? (
          <Button variant="default" onClick={undo}>
            {texts.undo}
          </Button>
        ) : null}
        <Text size="sm" c="dimmed" component="output">
          {isSaved ? texts.saved : isChanged ? texts.unsaved : ''}
        </Text>
      </Group>
      <LeaveQuestion isAsked={isChanged} />
    </Stack>
  );
}
