import { Skeleton, Stack } from '@mantine/core';
import { ErrorNote } from '../../components/error-note.tsx';
import { useDraft } from './use-draft.ts';
import { Wizard } from './wizard.tsx';

interface Props {
  readonly draftId: string;
  /** The step that the address asks for. */
  readonly step: string | undefined;
}

/** The wizard of one draft. */
export function SetupPage({ draftId, step }: Props) {
  const { draft, error, change, save } = useDraft(draftId);
  return (
    <Stack gap="lg">
      {error === null ? null : <ErrorNote error={error} />}
      {draft === undefined ? (
        error === null ? (
          <Skeleton height={320} radius="lg" aria-hidden />
        ) : null
      ) : (
        <Wizard draft={draft} wanted={step} change={change} save={save} />
      )}
    </Stack>
  );
}
