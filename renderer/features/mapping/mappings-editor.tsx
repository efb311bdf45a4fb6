import { ActionIcon, Badge, Button, Group, Stack, Table, Tabs, Text } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { sourceInWords } from '../../../shared/integration/mapping/custom-fields.ts';
import {
  isGradeEntity,
  mappedEntities,
  type MappedEntity,
} from '../../../shared/integration/mapping/mapped-entities.ts';
import { describeStep } from '../../../shared/integration/mapping/step-words.ts';
import type { AttributeMapping, MappingSet } from '../../../shared/integration/mappings.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../api/client-context.ts';
import { useOpener } from '../../components/use-opener.ts';
import { MappingForm } from './mapping-form.tsx';
import { MappingPreview, recordsFor } from './mapping-preview.tsx';
import { sampleQuery } from './queries.ts';
import { entityNames, texts } from './texts.ts';

interface EditorProps {
  readonly value: MappingSet;
  readonly onChange: (value: MappingSet) => void;
  readonly target: SetupTarget;
  /** S28: Line Item, Result and Category appear only with Grade Sync. */
  readonly gradeSync: boolean;
}

/** The mappings of every entity, one tab each. */
export function MappingsEditor({ value, onChange, target, gradeSync }: EditorProps) {
  const [tab, setTab] = useState<MappedEntity>('student');
  const entities = mappedEntities.filter((entity) => gradeSync || !isGradeEntity(entity));
  return (
    // SAFETY: the tabs' values are the entities themselves.
    <Tabs value={tab} onChange={(name) => name !== null && setTab(name as MappedEntity)} keepMounted={false}>
      <Tabs.List aria-label={texts.title}>
        {entities.map((entity) => (
          <Tabs.Tab key={entity} value={entity}>
            <Text span display="block" size="sm" fw={500}>
              {entityNames[entity][0]}
              {(value[entity] ?? []).length === 0 ? null : ` (${(value[entity] ?? []).length})`}
            </Text>
            <Text span display="block" size="xs" c="dimmed">
              {entityNames[entity][1]}
            </Text>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {entities.map((entity) => (
        <Tabs.Panel key={entity} value={entity} pt="md">
          <EntityMappings
            entity={entity}
            mappings={value[entity] ?? []}
            target={target}
            onChange={(mappings) => onChange({ ...value, [entity]: mappings.length === 0 ? undefined : mappings })}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface EntityProps {
  readonly entity: MappedEntity;
  readonly mappings: readonly AttributeMapping[];
  readonly target: SetupTarget;
  readonly onChange: (mappings: AttributeMapping[]) => void;
}

function EntityMappings({ entity, mappings, target, onChange }: EntityProps) {
  const sample = useQuery(sampleQuery(useClient(), target, entity));
  /** A place in the list, or a new one. */
  const [open, setOpen] = useState<number | 'new' | null>(null);
  const opener = useOpener();
  const adding = useRef<HTMLButtonElement>(null);
  const show = (which: number | 'new'): void => {
    opener.note();
    setOpen(which);
  };
  const close = (): void => {
    setOpen(null);
    opener.goBack();
  };
  const edited = typeof open === 'number' ? (mappings[open] ?? null) : null;
  const seen = recordsFor(entity, sample.data?.records ?? []).flatMap(({ metadata }) =>
    Object.keys(metadata).map((key) => `metadata.${key}`),
  );
  return (
    <Stack>
      <MappingList
        mappings={mappings}
        onEdit={show}
        onRemove={(at) => {
          onChange(mappings.filter((_, place) => place !== at));
          // The button that was pressed goes away.
          adding.current?.focus();
        }}
      />
      <Group>
        <Button
          ref={adding}
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => show('new')}
        >
          {texts.newMapping}
        </Button>
      </Group>
      {mappings.length === 0 ? null : <MappingPreview entity={entity} mappings={mappings} target={target} />}
      {open === null ? null : (
        <MappingForm
          entity={entity}
          mapping={edited}
          taken={mappings.map((mapping) => mapping.target).filter((name) => name !== edited?.target)}
          seen={seen}
          onClose={close}
          onKeep={(mapping) => {
            onChange(
              open === 'new' ? [...mappings, mapping] : mappings.map((old, at) => (at === open ? mapping : old)),
            );
            close();
          }}
        />
      )}
    </Stack>
  );
}

interface ListProps {
  readonly mappings: readonly AttributeMapping[];
  readonly onEdit: (at: number) => void;
  readonly onRemove: (at: number) => void;
}

function MappingList({ mappings, onEdit, onRemove }: ListProps) {
  if (mappings.length === 0) return <Text c="dimmed">{texts.none}</Text>;
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={texts.title}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{texts.source}</Table.Th>
            <Table.Th scope="col">{texts.steps}</Table.Th>
            <Table.Th scope="col">{texts.target}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mappings.map(({ target, sources, transforms }, at) => (
            <Table.Tr key={target}>
              <Table.Td>{sources.length === 0 ? '–' : sources.map(sourceInWords).join(', ')}</Table.Td>
              <Table.Td>
                <Group gap={6}>
                  {transforms.length === 0 ? '–' : null}
                  {transforms.map((step, place) => (
                    <Badge
                      // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place.
                      key={place}
                      variant="light"
                      color="gray"
                      tt="none"
                      radius="sm"
                      className="gs-mark"
                    >
                      {describeStep(step)}
                    </Badge>
                  ))}
                </Group>
              </Table.Td>
              <Table.Td fw={600}>{target}</Table.Td>
              <Table.Td>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <ActionIcon variant="subtle" color="gray" aria-label={`Edit ${target}`} onClick={() => onEdit(at)}>
                    <IconPencil size={18} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove ${target}`}
                    onClick={() => onRemove(at)}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
