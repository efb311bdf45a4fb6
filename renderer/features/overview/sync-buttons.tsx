import { Button, Group } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import type { useSyncActions } from './use-sync-actions.ts';

interface Props {
  readonly card: HomeCard;
  readonly actions: ReturnType<typeof useSyncActions>;
}

/** One button: what can be done now. The focus stays with it when it changes under the finger. */
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
        <Button
          key="stop"
          color="red"
          variant="outline"
          leftSection={<IconPlayerStop size={18} aria-hidden />}
          loading={cancel.isPending}
          onClick={() => cancel.mutate()}
        >
          {cancel.isSuccess && cancel.data.cancelling ? 'Stopping …' : 'Stop now'}
        </Button>
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
