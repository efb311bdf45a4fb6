import { Button, Checkbox, FileButton, Group, Progress, Select, Stack, Table, Text, Title } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Roster, UsernameRole } from '../../../shared/integration/roster.ts';
import type { DirectoryLook } from '../../../shared/ipc/contract/roster.ts';
import { useClient } from '../../api/client-context.ts';
import { dataKey } from '../../api/queries.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { MatchReport } from './match-report.tsx';
import { compareList, lookAtList } from './send-list.ts';
import { delimiterTexts, encodingTexts, roleTexts, texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly role: UsernameRole;
  readonly usernames: Roster['usernames'][UsernameRole];
  /** Why nothing can be compared now. */
  readonly notNow: string | null;
}

/** C10: the usernames of one kind of people against a directory's list. */
export function DirectoryPanel({ integrationId, role, usernames, notNow }: Props) {
  const client = useClient();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<{ readonly file: File; readonly look: DirectoryLook } | null>(null);
  const [progress, setProgress] = useState(0);
  const look = useMutation({
    mutationFn: async (file: File) => ({ file, look: await lookAtList(client, file) }),
    onSuccess: setChosen,
  });
  const compare = useMutation({
    mutationFn: ({ file, look: { rows: _shown, ...shape } }: NonNullable<typeof chosen>) =>
      compareList(client, { integrationId, role, file, shape, onProgress: setProgress }),
    onSuccess: () => {
      setChosen(null);
      return queries.invalidateQueries({ queryKey: dataKey });
    },
  });
  const error = compare.error ?? look.error;

  function choose(file: File | null): void {
    if (file === null) return;
    compare.reset();
    setProgress(0);
    setChosen(null);
    look.mutate(file);
  }

  return (
    <Stack component="section" gap="sm" className="gs-roster-inset" aria-labelledby={`directory-${role}`}>
      <Title order={3} size="h5" id={`directory-${role}`}>
        {roleTexts[role]}
      </Title>
      <MatchReport integrationId={integrationId} role={role} usernames={usernames} />
      {notNow === null ? null : <Text size="sm">{notNow}</Text>}
      <Group>
        <FileButton accept=".csv,.txt,.tsv,text/csv,text/plain" onChange={choose}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<IconUpload size={16} aria-hidden />}
              disabled={notNow !== null || compare.isPending}
              loading={look.isPending}
              aria-label={`${chosen === null ? texts.chooseList : texts.chooseAnother}: ${roleTexts[role]}`}
            >
              {chosen === null ? texts.chooseList : texts.chooseAnother}
            </Button>
          )}
        </FileButton>
        {chosen === null ? null : (
          <Text size="sm" dir="auto">
            {chosen.file.name}
          </Text>
        )}
      </Group>
      {error === null ? null : <ErrorNote error={error} />}
      {chosen === null ? null : (
        <>
          <ListChoices look={chosen.look} onChange={(changed) => setChosen({ ...chosen, look: changed })} />
          <Group>
            <Button loading={compare.isPending} onClick={() => compare.mutate(chosen)}>
              {texts.compare}
            </Button>
            {compare.isPending ? <Text size="sm">{texts.sending(Math.floor(progress * 100))}</Text> : null}
          </Group>
          {compare.isPending ? (
            <Progress value={progress * 100} aria-label={texts.sending(Math.floor(progress * 100))} />
          ) : null}
        </>
      )}
    </Stack>
  );
}

interface ChoiceProps {
  readonly look: DirectoryLook;
  readonly onChange: (look: DirectoryLook) => void;
}

/** Which column it is, with the first lines to tell by. */
function ListChoices({ look, onChange }: ChoiceProps) {
  const { rows, column, hasTitles, encoding, delimiter } = look;
  const [first = []] = rows;
  return (
    <>
      <Group align="flex-end">
        <Select
          label={texts.column}
          allowDeselect={false}
          data={first.map((title, at) => ({
            value: String(at),
            label: hasTitles && title.trim() !== '' ? title : texts.columnNumber(at),
          }))}
          value={String(column)}
          onChange={(at) => onChange({ ...look, column: Number(at) })}
        />
        <Checkbox
          label={texts.titles}
          checked={hasTitles}
          onChange={({ currentTarget }) => onChange({ ...look, hasTitles: currentTarget.checked })}
          pb={8}
        />
      </Group>
      <Text size="xs" c="dimmed">
        {`${texts.encoding}: ${encodingTexts[encoding]} · ${texts.delimiter}: ${delimiterTexts[delimiter]}`}
      </Text>
      <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={texts.firstLines}>
          <Table.Tbody>
            {rows.map((row, line) => (
              // oxlint-disable-next-line react/no-array-index-key -- a line has no other name than its place.
              <Table.Tr key={line}>
                {row.map((cell, at) => (
                  <Table.Td
                    // oxlint-disable-next-line react/no-array-index-key -- nor has a cell.
                    key={at}
                    dir="auto"
                    fw={at === column ? 650 : 400}
                    {...(at === column ? { bg: 'var(--gs-row-selected)' } : {})}
                  >
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}
