import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CourseStructure } from '../../../shared/integration/roster.ts';
import type { IntegrationDocument } from '../../../shared/ipc/contract/integrations.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { structureQuery } from './queries.ts';
import { StructureChoice } from './structure-field.tsx';
import { structureTexts, texts } from './texts.ts';

/** C25: the structure in use, which the first sync has fixed, and the way to another one that says what it does. */
export function FixedStructure({ stored }: { readonly stored: IntegrationDocument }) {
  const [isOpen, setOpen] = useState(false);
  const [isChanged, setChanged] = useState(false);
  const { courses } = stored.config.roster;
  return (
    <Stack gap="sm">
      <Text size="sm">
        <strong>{structureTexts[courses.per].label}</strong>
        {inCommon(courses)}
      </Text>
      <Text size="sm">{`${texts.fixed}. ${texts.fixedHint}`}</Text>
      <div aria-live="polite">{isChanged ? <Text size="sm">{texts.changed}</Text> : null}</div>
      {isOpen ? (
        <Restructure
          stored={stored}
          onDone={(isDone) => {
            setOpen(false);
            setChanged(isDone);
          }}
        />
      ) : (
        <Group>
          <Button variant="default" onClick={() => setOpen(true)}>
            {texts.restructure}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function inCommon(courses: CourseStructure): string {
  if (courses.per !== 'group') return '';
  const more = [...(courses.term ? [texts.sameTerm] : []), ...(courses.leadTeacher ? [texts.sameTeacher] : [])];
  return `: ${[texts.always, ...more].join(', ')}`;
}

interface Props {
  readonly stored: IntegrationDocument;
  readonly onDone: (isChanged: boolean) => void;
}

function Restructure({ stored: { integrationId, config }, onDone }: Props) {
  const client = useClient();
  const queries = useQueryClient();
  const inUse = config.roster.courses;
  const [wanted, setWanted] = useState<CourseStructure>(inUse);
  const [typedName, setTypedName] = useState('');
  const now = useQuery(structureQuery(client, integrationId, inUse));
  const then = useQuery(structureQuery(client, integrationId, wanted));
  const change = useMutation({
    mutationFn: () => client.call('roster.restructure', { integrationId, courses: wanted, typedName }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: dataKey });
      onDone(true);
    },
  });
  const isSame = JSON.stringify(wanted) === JSON.stringify(inUse);
  const error = now.error ?? then.error ?? change.error;
  return (
    <Stack component="section" gap="sm" className="gs-roster-inset" aria-labelledby="roster-restructure">
      <Title order={3} size="h5" id="roster-restructure">
        {texts.restructureTitle}
      </Title>
      <StructureChoice value={wanted} onChange={setWanted} />
      {isSame || now.data === undefined || then.data === undefined ? null : (
        <output>
          <Text size="sm" fw={600}>
            {`${texts.restructureNow(now.data.courses, then.data.kept)} ${texts.restructureThen(then.data.courses, then.data.kept)}`}
          </Text>
          <Text size="sm">{`${texts.restructureWhen} ${texts.restructureWhy}`}</Text>
        </output>
      )}
      {isSame ? null : (
        <TextInput
          label={texts.typeName(config.name)}
          autoComplete="off"
          value={typedName}
          onChange={({ currentTarget }) => setTypedName(currentTarget.value)}
        />
      )}
      {error === null ? null : <ErrorNote error={error} />}
      <Group>
        <Button
          color="red"
          variant="light"
          disabled={isSame || typedName.trim() !== config.name || then.data === undefined}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {texts.change}
        </Button>
        <Button variant="default" onClick={() => onDone(false)}>
          {texts.cancel}
        </Button>
      </Group>
    </Stack>
  );
}
