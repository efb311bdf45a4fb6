import { Stack, Text, Title } from '@mantine/core';
import { IconLock, IconTable } from '@tabler/icons-react';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { RunProgressView } from '../overview/run-progress.tsx';
import { SyncButtons } from '../overview/sync-buttons.tsx';
import { useSyncActions } from '../overview/use-sync-actions.ts';
import type { BrowseView } from '../../../shared/browse/views.ts';
import { texts } from './texts.ts';

/** Before the first sync: what will be here, and the button that brings it. */
export function BrowseEmpty({ card, view }: { readonly card: HomeCard; readonly view: BrowseView }) {
  const actions = useSyncActions(card);
  return (
    <Stack component="section" className="gs-card" p={{ base: 'lg', sm: 48 }} gap="md" aria-labelledby="nothing-yet">
      <span className="gs-emblem" aria-hidden>
        <IconTable size={30} />
      </span>
      <Title order={2} size="h3" id="nothing-yet">
        {texts.emptyTitle}
      </Title>
      <Text maw={620}>{texts.emptyText(view)}</Text>
      <SyncButtons card={card} actions={actions} />
      {[actions.start.error, actions.cancel.error, actions.wake.error].map((error) =>
        error === null ? null : <ErrorNote key={error.message} error={error} />,
      )}
      {card.state === 'syncing' ? <RunProgressView progress={card.progress} /> : null}
    </Stack>
  );
}

/** Grade Sync is chosen when an integration is created or never (S17). */
export function GradeSyncOff() {
  return (
    <Stack component="section" className="gs-card" p={{ base: 'lg', sm: 48 }} gap="md" aria-labelledby="grade-sync-off">
      <span className="gs-emblem" aria-hidden>
        <IconLock size={30} />
      </span>
      <Title order={2} size="h3" id="grade-sync-off">
        {texts.gradeSyncOffTitle}
      </Title>
      <Text maw={620}>{texts.gradeSyncOffText}</Text>
    </Stack>
  );
}
