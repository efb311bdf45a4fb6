import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { guardRoute } from '../../route.ts';
import { texts } from './texts.ts';

/** Asks before a page with unsaved changes is left, whichever way: a link, the way back, closing the window. */
export function LeaveQuestion({ isAsked }: { readonly isAsked: boolean }) {
  const [wanted, setWanted] = useState<string | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => {
    if (!isAsked || isLeaving) return undefined;
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    const release = guardRoute(setWanted);
    addEventListener('beforeunload', stay);
    return () => {
      release();
      removeEventListener('beforeunload', stay);
    };
  }, [isAsked, isLeaving]);
  // Once the guard is gone.
  useEffect(() => {
    if (isLeaving && wanted !== null) location.hash = wanted;
  }, [isLeaving, wanted]);
  return (
    <Modal
      opened={wanted !== null && !isLeaving}
      onClose={() => setWanted(null)}
      title={texts.leaveTitle}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': texts.leaveStay }}
    >
      <Stack>
        <Text>{texts.leaveText}</Text>
        <Group>
          <Button data-autofocus onClick={() => setWanted(null)}>
            {texts.leaveStay}
          </Button>
          <Button variant="default" onClick={() => setLeaving(true)}>
            {texts.leaveAnyway}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
