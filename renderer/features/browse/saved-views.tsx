import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { ViewSettings } from '../../../shared/ipc/contract/views.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { texts } from './texts.ts';
import { useSavedViews } from './use-saved-views.ts';

interface Props {
  readonly integrationId: string;
  readonly view: BrowseView;
  readonly current: ViewSettings;
  readonly onChoose: (settings: ViewSettings) => void;
}

/** Columns, order and filters of a list under a name, to be gone back to. */
export function SavedViews({ integrationId, view, current, onChoose }: Props) {
  const { saved, save, remove, error } = useSavedViews(integrationId, view);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const input = useRef<HTMLInputElement>(null);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconBookmark size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {texts.savedViews}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={texts.savedViews}>
        <Stack gap="xs">
          {error === null ? null : <ErrorNote error={error} />}
          {saved.length === 0 ? (
            <Text size="sm" c="dimmed">
              {texts.noViews}
            </Text>
          ) : (
            <ul className="gs-plain-list">
              {saved.map((each) => (
                <Group component="li" key={each.name} wrap="nowrap" gap={4}>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    justify="flex-start"
                    fullWidth
                    onClick={() => {
                      setOpen(false);
                      onChoose(each.settings);
                    }}
                  >
                    <bdi>{each.name}</bdi>
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={texts.deleteView(each.name)}
                    onClick={() => remove.mutate(each.name)}
                  >
                    <IconTrash size={15} aria-hidden />
                  </ActionIcon>
                </Group>
              ))}
            </ul>
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              const given = name.trim();
              if (given === '') return;
              save.mutate(
                { name: given, settings: current },
                {
                  onSuccess: () => {
                    setName('');
                    // The button has nothing to save now, and with it the focus would go.
                    input.current?.focus();
                  },
                },
              );
            }}
          >
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
                ref={input}
                size="xs"
                flex={1}
                label={texts.saveView}
                placeholder={texts.viewName}
                maxLength={60}
                dir="auto"
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button size="xs" type="submit" disabled={name.trim() === ''}>
                {texts.save}
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
