import { ActionIcon, Button, Group, Popover, Stack, Text, TextInput } from '@mantine/core';
import { IconBookmark, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { GridLayout, GridSort } from '../../components/grid/grid-table.ts';
import type { FilterSet } from './filter.ts';
import { texts } from './texts.ts';
import { useSavedViews } from './use-saved-views.ts';

/** How a list is shown. */
export interface ListView {
  readonly layout: GridLayout;
  readonly sort: readonly GridSort[];
  readonly filter: FilterSet;
}

interface Props {
  readonly view: BrowseView;
  readonly current: ListView;
  readonly onChoose: (view: ListView) => void;
}

/** Columns, order and filters of a list under a name, to be gone back to. */
export function SavedViews({ view, current, onChoose }: Props) {
  const [saved, save] = useSavedViews(view);
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
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
                      onChoose(each);
                    }}
                  >
                    <bdi>{each.name}</bdi>
                  </Button>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={texts.deleteView(each.name)}
                    onClick={() => save(saved.filter((other) => other.name !== each.name))}
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
              save([...saved.filter((other) => other.name !== given), { name: given, ...current }]);
              setName('');
            }}
          >
            <Group gap="xs" align="flex-end" wrap="nowrap">
              <TextInput
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
