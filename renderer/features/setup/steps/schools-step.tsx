import { Alert, Button, Checkbox, Group, Loader, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DraftFile } from '../../../../shared/integration/draft.ts';
import type { SetupTarget } from '../../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../../api/client-context.ts';
import { ErrorNote } from '../../../components/error-note.tsx';
import { describeQuery } from '../queries.ts';
import { schoolTexts } from '../school-texts.ts';
import { fieldId, problemAt, type StepProps } from '../step.ts';

type SchoolParts = Pick<DraftFile, 'schools' | 'schoolYear' | 'nextYearFrom'>;

interface EditorProps {
  readonly value: SchoolParts;
  readonly onChange: (patch: SchoolParts) => void;
  readonly target: SetupTarget;
  readonly errorAt?: (field: string) => string | undefined;
}

/** Which schools and which school year are taken: from what PowerSchool has, asked live. */
export function SchoolsEditor({ value, onChange, target, errorAt }: EditorProps) {
  const found = useQuery(describeQuery(useClient(), target));
  const { schools = 'all', schoolYear = 'current', nextYearFrom } = value;
  const numbers = schools === 'all' ? null : new Set(schools);
  const all = found.data?.schools ?? [];
  const toggle = (number: number, isTaken: boolean): void => {
    const next = new Set(numbers ?? all.map((school) => school.number));
    if (isTaken) next.add(number);
    else next.delete(number);
    onChange({ schools: [...next].toSorted((a, b) => a - b) });
  };
  return (
    <Stack gap="lg">
      {found.error === null ? null : <ErrorNote error={found.error} />}
      <Group gap="xs">
        {found.isFetching ? <Loader size="xs" aria-label={schoolTexts.asking} /> : null}
        <Button size="xs" variant="default" loading={found.isFetching} onClick={() => void found.refetch()}>
          {schoolTexts.askAgain}
        </Button>
      </Group>
      <Radio.Group
        label={schoolTexts.which}
        value={numbers === null ? 'all' : 'some'}
        onChange={(chosen) => onChange({ schools: chosen === 'all' ? 'all' : all.map(({ number }) => number) })}
      >
        <Stack gap="xs" mt="xs">
          <Radio id={fieldId('schools')} value="all" label={schoolTexts.all} description={schoolTexts.allHint} />
          <Radio value="some" label={schoolTexts.some} disabled={all.length === 0} />
        </Stack>
      </Radio.Group>
      {numbers === null ? null : (
        <Checkbox.Group label={schoolTexts.taken} error={errorAt?.('schools')}>
          <Stack gap={6} mt="xs">
            {all.map(({ number, name }) => (
              <Checkbox
                key={number}
                value={String(number)}
                label={`${name} (${String(number)})`}
                checked={numbers.has(number)}
                onChange={({ currentTarget }) => toggle(number, currentTarget.checked)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <Select
        id={fieldId('schoolYear')}
        label={schoolTexts.year}
        allowDeselect={false}
        data={[
          { value: 'current', label: schoolTexts.current },
          ...(found.data?.years ?? []).map((year) => ({
            value: String(year.schoolYear),
            label: schoolTexts.yearOf(year.schoolYear, year.firstDay, year.lastDay),
          })),
        ]}
        value={String(schoolYear)}
        onChange={(chosen) =>
          onChange({ schoolYear: chosen === null || chosen === 'current' ? 'current' : Number(chosen) })
        }
        error={errorAt?.('schoolYear')}
      />
      {schoolYear === 'current' ? (
        <TextInput
          id={fieldId('nextYearFrom')}
          type="date"
          label={schoolTexts.nextYear}
          description={schoolTexts.nextYearHint}
          value={nextYearFrom ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ nextYearFrom: currentTarget.value === '' ? null : currentTarget.value })
          }
          error={errorAt?.('nextYearFrom')}
        />
      ) : null}
      {found.data !== undefined && all.length === 0 ? (
        <Alert color="yellow" variant="light" title={schoolTexts.none} />
      ) : null}
    </Stack>
  );
}

export function SchoolsStep({ draft, change, ...shown }: StepProps) {
  return (
    <>
      <Text size="sm">{schoolTexts.lead}</Text>
      <SchoolsEditor
        value={draft.file}
        onChange={change}
        target={{ kind: 'draft', id: draft.draftId }}
        errorAt={(field) => problemAt(shown, field)}
      />
    </>
  );
}
