import { Alert, Button, Group, List, Modal, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sourceAttributes, targetAttributes } from '../../../shared/integration/mapping/attributes.ts';
import {
  customFieldTables,
  customSource,
  parseCustomField,
  sourceInWords,
} from '../../../shared/integration/mapping/custom-fields.ts';
import type { MappedEntity } from '../../../shared/integration/mapping/mapped-entities.ts';
import type { Transform } from '../../../shared/integration/mapping/transforms.ts';
import { mappingSetSchema, type AttributeMapping } from '../../../shared/integration/mappings.ts';
import { StepList } from './step-list.tsx';
import { entityNames, texts } from './texts.ts';

interface FormProps {
  readonly entity: MappedEntity;
  /** Null for a new one. */
  readonly mapping: AttributeMapping | null;
  /** Targets that other mappings of the entity fill: each is offered once. */
  readonly taken: readonly string[];
  /** Further sources that records were seen to have. */
  readonly seen: readonly string[];
  readonly onKeep: (mapping: AttributeMapping) => void;
  readonly onClose: () => void;
}

const ownKey = 'metadata.';

/** One mapping: target, sources, steps. It can be kept once nothing is wrong with it. */
export function MappingForm({ entity, mapping, taken, seen, onKeep, onClose }: FormProps) {
  const [target, setTarget] = useState(mapping?.target ?? '');
  const [sources, setSources] = useState<readonly string[]>(mapping?.sources ?? []);
  const [steps, setSteps] = useState<readonly Transform[]>(mapping?.transforms ?? []);
  const [isTried, setTried] = useState(false);
  const builtIn = targetAttributes(entity).map(({ name }) => name);
  const isOwn = target.startsWith(ownKey) && !builtIn.includes(target);
  const parsed = mappingSetSchema.safeParse({ [entity]: [{ target, sources, transforms: steps }] });
  const problems = [
    ...(taken.includes(target) ? ['This target is mapped already.'] : []),
    ...(parsed.error?.issues.map(({ path, message }) => `${placeName(path)} ${message}`) ?? []),
  ];
  const keep = (): void => {
    setTried(true);
    const made = parsed.data?.[entity]?.[0];
    if (problems.length === 0 && made !== undefined) onKeep(made);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      // What locks it writes a style that the Content-Security-Policy refuses.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
      title={`${entityNames[entity][0]}: ${mapping === null ? texts.newMapping : target}`}
    >
      <Stack>
        <Select
          label={texts.target}
          searchable
          data={[
            ...builtIn.filter((name) => !taken.includes(name)),
            { value: ownKey, label: 'Another metadata key …' },
          ]}
          value={isOwn ? ownKey : target === '' ? null : target}
          onChange={(name) => setTarget(name ?? '')}
        />
        {isOwn ? (
          <TextInput
            label={texts.metadataKey}
            value={target.slice(ownKey.length)}
            onChange={({ currentTarget }) => setTarget(ownKey + currentTarget.value)}
          />
        ) : null}
        <MultiSelect
          label={texts.source}
          searchable
          data={[...new Set([...sourceAttributes(entity).map(({ name }) => name), ...seen, ...sources])].map(
            (source) => ({ value: source, label: sourceInWords(source) }),
          )}
          value={[...sources]}
          onChange={setSources}
        />
        {customFieldTables[entity] === undefined ? null : (
          <CustomFieldInput entity={entity} onAdd={(source) => setSources([...new Set([...sources, source])])} />
        )}
        <StepList steps={steps} onChange={setSteps} />
        {isTried && problems.length > 0 ? (
          <Alert color="red" variant="light" role="alert" title="This mapping cannot be kept yet">
            <List size="sm" c="var(--mantine-color-text)">
              {problems.map((problem) => (
                <List.Item key={problem}>{problem}</List.Item>
              ))}
            </List>
          </Alert>
        ) : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button onClick={keep}>{texts.save}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const places: Readonly<Record<string, string>> = {
  target: 'The target',
  sources: 'The mapping',
  transforms: 'A step',
};
const placeName = (path: readonly PropertyKey[]): string => places[String(path[2])] ?? 'The mapping';

function CustomFieldInput({
  entity,
  onAdd,
}: {
  readonly entity: MappedEntity;
  readonly onAdd: (source: string) => void;
}) {
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const add = (): void => {
    const field = parseCustomField(entity, typed);
    setWrong(field === undefined);
    if (field === undefined) return;
    onAdd(customSource(field));
    setTyped('');
  };
  return (
    <Group align="flex-end" wrap="nowrap">
      <TextInput
        label={texts.customField}
        description={texts.customFieldHint}
        inputWrapperOrder={['label', 'description', 'input', 'error']}
        value={typed}
        error={isWrong ? texts.notAField : null}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') add();
        }}
        flex={1}
      />
      <Button variant="default" onClick={add}>
        {texts.addField}
      </Button>
    </Group>
  );
}
