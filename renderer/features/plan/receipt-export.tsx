import { Button, Checkbox, Modal, NativeSelect, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReceiptPlace } from '../../../shared/exchange/receipt.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { ExportEnd } from '../export/export-end.tsx';
import { receiptPlacesQuery } from './queries.ts';
import { receiptTexts as texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly runId: string;
}

/** Takes the receipts of a run out as CSV: all, or those of one school or one teacher. */
export function ReceiptExport(which: Props) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
        {texts.export}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={texts.export}
        lockScroll={false}
        closeButtonProps={{ 'aria-label': texts.close }}
      >
        <Form {...which} />
      </Modal>
    </>
  );
}

function Form({ integrationId, runId }: Props) {
  const places = useQuery(receiptPlacesQuery(useClient(), integrationId, runId));
  const [school, setSchool] = useState('');
  const [teacher, setTeacher] = useState('');
  const [bom, setBom] = useState(false);
  const all = places.data ?? [];
  const ofSchool = all.filter(({ schoolKey }) => school === '' || String(schoolKey) === school);
  const teachers = choicesOf(ofSchool, ({ teacherKey, teacher: name }) => [teacherKey, name]);
  return (
    <Stack gap="md">
      {places.error === null ? null : <ErrorNote error={places.error} />}
      <NativeSelect
        label={texts.school}
        value={school}
        data={[{ value: '', label: texts.allSchools }, ...choicesOf(all, (one) => [one.schoolKey, one.school])]}
        onChange={({ currentTarget }) => {
          setSchool(currentTarget.value);
          setTeacher('');
        }}
      />
      <NativeSelect
        label={texts.teacher}
        description={texts.teacherHint}
        value={teacher}
        data={[{ value: '', label: texts.allTeachers }, ...teachers]}
        onChange={({ currentTarget }) => setTeacher(currentTarget.value)}
      />
      <Checkbox label={texts.bom} checked={bom} onChange={({ currentTarget }) => setBom(currentTarget.checked)} />
      <ExportEnd
        integrationId={integrationId}
        content={{
          kind: 'receipts',
          runId,
          schoolKey: school === '' ? null : Number(school),
          teacherKey: teacher === '' ? null : Number(teacher),
          bom,
        }}
      />
    </Stack>
  );
}

/** Each once, by name. */
function choicesOf(
  places: readonly ReceiptPlace[],
  of: (place: ReceiptPlace) => readonly [key: number | null, name: string | null],
): readonly { readonly value: string; readonly label: string }[] {
  const found = new Map<string, string>();
  for (const place of places) {
    const [key, name] = of(place);
    if (key !== null) found.set(String(key), name ?? String(key));
  }
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
}
