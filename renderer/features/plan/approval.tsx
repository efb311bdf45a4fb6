import { Button, Group, NumberInput, Stack, Text, TextInput, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { ErrorNote } from '../../components/error-note.tsx';
import { planTexts } from './texts.ts';
import type { usePlanActions } from './use-plan-actions.ts';

interface Props {
  readonly actions: ReturnType<typeof usePlanActions>;
  /** How many changes would be written. */
  readonly planned: number;
  readonly isGuarded: boolean;
}

/** C16: somebody puts their name to a plan before it is written; what a guard has stopped wants its number typed as well. */
export function ApprovalForm({ actions: { write, leaveOut }, planned, isGuarded }: Props) {
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState<number | null>(null);
  const isReady = by.trim() !== '' && (!isGuarded || typed === planned);
  return (
    <Stack
      component="form"
      className="gs-card"
      p="lg"
      gap="md"
      aria-labelledby="approve-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) write.mutate({ by, note, typed: isGuarded ? typed : null });
      }}
    >
      <Title order={2} size="h4" id="approve-title">
        {planTexts.approveTitle}
      </Title>
      <Text size="sm">{planTexts.accuracy}</Text>
      <Group align="flex-start" grow>
        <TextInput
          label={planTexts.by}
          required
          maxLength={100}
          value={by}
          onChange={(e) => setBy(e.currentTarget.value)}
        />
        <Textarea
          label={planTexts.note}
          maxLength={2000}
          rows={1}
          value={note}
          onChange={(e) => setNote(e.currentTarget.value)}
        />
      </Group>
      {isGuarded ? (
        <NumberInput
          label={planTexts.typed(planned)}
          required
          hideControls
          allowNegative={false}
          value={typed ?? ''}
          onChange={(value) => setTyped(typeof value === 'number' ? value : null)}
        />
      ) : null}
      {write.error === null ? null : <ErrorNote error={write.error} />}
      <Group>
        <Button type="submit" disabled={!isReady || leaveOut.isPending} loading={write.isPending}>
          {planTexts.approve}
        </Button>
      </Group>
    </Stack>
  );
}
