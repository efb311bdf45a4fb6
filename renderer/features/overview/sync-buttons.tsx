import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerSkipForward, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { stopTexts } from './texts.ts';
import type { useSyncActions } from './use-sync-actions.ts';

interface Props {
  readonly card: HomeCard;
  readonly actions: ReturnType<typeof useSyncActions>;
}

/** What can be done now. The focus stays with it when it changes under the finger. */
export function SyncButtons({ card, actions }: Props) {
  const { start, cancel, wake } = actions;
  const group = useRef<HTMLDivElement>(null);
  const hadFocus = useRef(false);
  const isSyncing = card.state === 'syncing';
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) group.current?.querySelector('button')?.focus();
  });

  return (
    <Group
      ref={group}
      onFocus={() => (hadFocus.current = true)}
      onBlur={(event) => (hadFocus.current = event.relatedTarget === null)}
    >
      {isSyncing ? (
        <StopButtons key="stop" card={card} cancel={cancel} />
      ) : card.sandbox?.isRunning === false ? (
        <Button
          key="wake"
          leftSection={<IconPlayerPlay size={18} aria-hidden />}
          loading={wake.isPending}
          onClick={() => wake.mutate()}
        >
          Start the sandbox district
        </Button>
      ) : (
        <Button
          key="sync"
          leftSection={<IconRefresh size={18} aria-hidden />}
          loading={start.isPending}
          onClick={() => {
            cancel.reset();
            start.mutate();
          }}
        >
          Sync now
        </Button>
      )}
    </Group>
  );
}

type StopProps = Pick<Props, 'card'> & Pick<Props['actions'], 'cancel'>;

/** Stopping at once, or when the school under way has been read; each says what it does. */
function StopButtons({ card: { progress }, cancel }: StopProps) {
  const asked = cancel.data?.cancelling === true || cancel.isPending ? cancel.variables : undefined;
  const isAfterSchool = asked === 'afterSchool';
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Button
          color="red"
          variant="outline"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          loading={cancel.isPending && !isAfterSchool}
          aria-describedby="stop-meanings"
          onClick={() => cancel.mutate('now')}
        >
          {asked === 'now' ? stopTexts.stopping : stopTexts.now}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlayerSkipForward size={18} aria-hidden />}
          loading={cancel.isPending && isAfterSchool}
          disabled={progress === null || progress.phase !== 'pull' || asked === 'now'}
          aria-describedby="stop-meanings"
          onClick={() => cancel.mutate('afterSchool')}
        >
          {isAfterSchool ? stopTexts.stoppingAfterSchool : stopTexts.afterSchool}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" id="stop-meanings" maw={620}>
        {stopTexts.meanings}
      </Text>
    </Stack>
  );
}
