import {
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  List,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import {
  generateMasterFields,
  gradeExchangeGaps,
  gradeExchangePreset,
  replacedBy,
} from '../../../shared/integration/grade-exchange.ts';
import {
  gradebookMasters,
  isRelationship,
  masterAttributes,
  masterEntities,
  ownedAttributes,
  type MasterEntity,
} from '../../../shared/integration/master-attributes.ts';
import {
  contradictions,
  masterApplications,
  masterModes,
  type MasterApplication,
  type MasterField,
  type MasterMode,
} from '../../../shared/integration/master-fields.ts';
import { endNames, masterNames, modeNames, texts } from './texts.ts';

interface EditorProps {
  readonly value: readonly MasterField[];
  readonly onChange: (value: MasterField[]) => void;
  readonly mode: 'import' | 'two-way';
  readonly gradeSync: boolean;
}

/** Which end wins, per entity and attribute; what is missing for grade exchange is listed. An import needs none and says so. */
export function MasterFieldsEditor({ value, onChange, mode, gradeSync }: EditorProps) {
  const [isGenerating, setGenerating] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  if (mode === 'import') return <Text>{texts.importNeedsNone}</Text>;
  const entities = masterEntities.filter((entity) => gradeSync || !gradebookMasters.includes(entity));
  const close = (): void => {
    setGenerating(false);
    opener.current?.focus();
  };
  const preset = gradeExchangePreset().filter(({ entity }) => entities.includes(entity));
  return (
    <Stack>
      <Group>
        <Button onClick={() => onChange([...preset])}>{texts.preset}</Button>
        <Button ref={opener} variant="default" onClick={() => setGenerating(true)}>
          {texts.generate}
        </Button>
      </Group>
      <Gaps rules={value} gradeSync={gradeSync} />
      {contradictions(value).map(({ at, message }) => (
        <Text key={at} c="red" size="sm" role="alert">
          {message}
        </Text>
      ))}
      {entities.map((entity) => (
        <EntityRules
          key={entity}
          entity={entity}
          rules={value.filter((rule) => rule.entity === entity)}
          onRemove={(gone) => onChange(value.filter((rule) => rule !== gone))}
        />
      ))}
      {isGenerating ? (
        <GenerateDialog
          entities={entities}
          rules={value}
          onClose={close}
          onGenerate={(rules) => {
            onChange([...rules]);
            close();
          }}
        />
      ) : null}
    </Stack>
  );
}

function Gaps({ rules, gradeSync }: { readonly rules: readonly MasterField[]; readonly gradeSync: boolean }) {
  const gaps = gradeExchangeGaps(rules, gradeSync);
  if (gaps.length === 0) return <Text component="output">{texts.complete}</Text>;
  return (
    <Alert color="yellow" variant="light" title={texts.incomplete}>
      <List size="sm" c="var(--mantine-color-text)">
        {gaps.map(({ entity, application, missing, toClear }) => (
          <List.Item key={entity}>
            {[
              ...(missing.length === 0
                ? []
                : [`${masterNames[entity]}: ${endNames[application]} is to be master of ${missing.join(', ')}.`]),
              ...(toClear.length === 0
                ? []
                : [`${masterNames[entity]}: nobody may own ${toClear.join(', ')}; remove these rules.`]),
            ].join(' ')}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

interface RulesProps {
  readonly entity: MasterEntity;
  readonly rules: readonly MasterField[];
  readonly onRemove: (rule: MasterField) => void;
}

function EntityRules({ entity, rules, onRemove }: RulesProps) {
  const name = masterNames[entity];
  const summary = useRef<HTMLElement>(null);
  return (
    <details>
      <summary ref={summary}>{`${name} (${rules.length} of ${ownedAttributes(entity).length})`}</summary>
      {rules.length === 0 ? (
        <Text size="sm" c="dimmed" mt="xs">
          No rule yet.
        </Text>
      ) : (
        <Table mt="xs" aria-label={name}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Property</Table.Th>
              <Table.Th scope="col">Application</Table.Th>
              <Table.Th scope="col">Mode</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule) => (
              <Table.Tr key={`${rule.attribute} ${rule.application}`}>
                <Table.Td>{rule.attribute}</Table.Td>
                <Table.Td>{endNames[rule.application]}</Table.Td>
                <Table.Td>{modeNames[rule.mode]}</Table.Td>
                <Table.Td ta="right">
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={`Remove ${name} ${rule.attribute}, ${endNames[rule.application]}`}
                    onClick={() => {
                      onRemove(rule);
                      // The button that was pressed goes away.
                      summary.current?.focus();
                    }}
                  >
                    <IconTrash size={18} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </details>
  );
}

interface GenerateProps {
  readonly entities: readonly MasterEntity[];
  readonly rules: readonly MasterField[];
  readonly onGenerate: (rules: readonly MasterField[]) => void;
  readonly onClose: () => void;
}

function GenerateDialog({ entities, rules, onGenerate, onClose }: GenerateProps) {
  const [entity, setEntity] = useState<MasterEntity>('student');
  const [application, setApplication] = useState<MasterApplication>('powerschool');
  const [mode, setMode] = useState<MasterMode>('master');
  const [chosen, setChosen] = useState<readonly string[]>(ownedAttributes('student'));
  const generation = { entity, application, mode, attributes: chosen };
  const replaced = replacedBy(rules, generation);
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.generate}
      size="lg"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Group grow>
          <Select
            label="Entity"
            allowDeselect={false}
            data={entities.map((value) => ({ value, label: masterNames[value] }))}
            value={entity}
            onChange={(name) => {
              const next = entities.find((candidate) => candidate === name) ?? 'student';
              setEntity(next);
              setChosen(ownedAttributes(next));
            }}
          />
          <Select
            label="Application"
            allowDeselect={false}
            data={masterApplications.map((value) => ({ value, label: endNames[value] }))}
            value={application}
            onChange={(end) => setApplication(end ?? 'powerschool')}
          />
          <Select
            label="Mode"
            allowDeselect={false}
            data={masterModes.map((value) => ({ value, label: modeNames[value] }))}
            value={mode}
            onChange={(next) => setMode(next ?? 'master')}
          />
        </Group>
        <Checkbox.Group
          label="Properties"
          description="Relationships are cleared: they belong to nobody."
          value={[...chosen]}
          onChange={setChosen}
        >
          <SimpleGrid cols={2} mt="xs" spacing="xs">
            {masterAttributes(entity).map((attribute) => (
              <Checkbox
                key={attribute}
                value={attribute}
                label={isRelationship(entity, attribute) ? `${attribute} (relationship)` : attribute}
              />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Text size="sm" component="output">
          {`${chosen.length} rules will be made${replaced === 0 ? '' : `; ${replaced} that are there give way`}.`}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {texts.cancel}
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => onGenerate(generateMasterFields(rules, generation))}>
            {texts.generate}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
