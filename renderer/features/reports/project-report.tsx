import { NativeSelect, SimpleGrid, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { customers, type PhasePlan } from '../../../shared/reports/project-plan.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { projectQuery, useProjectChange } from './queries.ts';
import { phaseTexts, texts, usually } from './texts.ts';

/** The plan of the project: three phases with their dates, and the weekly check-ins (C13, C18). */
export function ProjectReport({ integrationId }: { readonly integrationId: string }) {
  const found = useQuery(projectQuery(useClient(), integrationId));
  const keep = useProjectChange(integrationId);
  if (found.error !== null) return <ErrorNote error={found.error} />;
  if (found.data === undefined) return <Skeleton height={320} radius="lg" aria-hidden />;
  const { customer, start, checkInDay, phases, checkIns } = found.data;
  return (
    <Stack gap="lg">
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
      <SimpleGrid cols={{ base: 1, sm: 3 }} className="gs-card" p="lg">
        <NativeSelect
          label={texts.customer}
          value={customer}
          data={customers.map((value) => ({ value, label: texts.customers[value] }))}
          onChange={({ currentTarget }) =>
            keep.mutate({ customer: customers.find((one) => one === currentTarget.value) ?? 'new' })
          }
        />
        <DateField label={texts.start} value={start} onKeep={(value) => keep.mutate({ start: value })} />
        <NativeSelect
          label={texts.checkInDay}
          value={String(checkInDay)}
          data={texts.weekdays.map((label, at) => ({ value: String(at + 1), label }))}
          onChange={({ currentTarget }) => keep.mutate({ checkInDay: Number(currentTarget.value) })}
        />
      </SimpleGrid>
      {phases.map((phase) => (
        <Phase key={phase.phase} plan={phase} onKeep={(change) => keep.mutate({ phase: change })} />
      ))}
      <Stack component="section" className="gs-card gs-paper-keep" p="lg" gap="xs" aria-labelledby="project-check-ins">
        <Title order={2} size="h4" id="project-check-ins">
          {texts.checkIns}
        </Title>
        <Text size="sm" c="dimmed">
          {texts.checkInHint}
        </Text>
        <Text size="sm" className="gs-number" data-testid="check-ins">
          {checkIns.join(' · ')}
        </Text>
      </Stack>
    </Stack>
  );
}

type PhaseChange = NonNullable<Parameters<ReturnType<typeof useProjectChange>['mutate']>[0]['phase']>;

function Phase({ plan, onKeep }: { readonly plan: PhasePlan; readonly onKeep: (change: PhaseChange) => void }) {
  const { phase: name, from, to, usualDays, isUsual, doneOn, note } = plan;
  const { title, text } = phaseTexts[name];
  return (
    <Stack
      component="section"
      className="gs-card gs-paper-keep"
      p="lg"
      gap="sm"
      aria-labelledby={`project-${name}`}
      data-phase={name}
    >
      <div>
        <Title order={2} size="h4" id={`project-${name}`}>
          {title}
        </Title>
        <Text size="sm">{text}</Text>
        <Text size="sm" c="dimmed">
          {isUsual ? `${usually(usualDays)} · ${texts.usual.toLowerCase()}` : usually(usualDays)}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2, sm: 4 }}>
        <DateField label={texts.from} value={from} onKeep={(value) => onKeep({ name, from: value })} />
        <DateField
          label={texts.to}
          value={to}
          {...(to < from ? { error: texts.backwards } : {})}
          onKeep={(value) => onKeep({ name, to: value })}
        />
        <DateField label={texts.done} value={doneOn} onKeep={(value) => onKeep({ name, doneOn: value })} />
        <TextInput
          key={note}
          label={texts.notes}
          defaultValue={note}
          maxLength={500}
          onBlur={({ currentTarget }) => {
            if (currentTarget.value.trim() !== note) onKeep({ name, note: currentTarget.value });
          }}
        />
      </SimpleGrid>
    </Stack>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly error?: string;
  /** Null: nothing, or as usual again. */
  readonly onKeep: (value: string | null) => void;
}

/** Kept when the field is left: a date that is being typed is no date yet. */
const DateField = ({ label, value, onKeep, ...error }: DateFieldProps) => (
  <TextInput
    key={value}
    type="date"
    label={label}
    defaultValue={value ?? ''}
    {...error}
    onBlur={({ currentTarget }) => {
      const typed = currentTarget.value === '' ? null : currentTarget.value;
      if (typed !== value) onKeep(typed);
    }}
  />
);
