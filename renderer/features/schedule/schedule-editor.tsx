import { Fieldset, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { scheduleSchema, type Schedule } from '../../../shared/integration/schedule.ts';
import { BlackoutFields } from './blackout-fields.tsx';
import { CadenceFields } from './cadence-fields.tsx';
import { NextSyncs } from './next-syncs.tsx';
import { texts } from './texts.ts';

interface ScheduleEditorProps {
  readonly value: Schedule;
  readonly onChange: (value: Schedule) => void;
}

const zones = Intl.supportedValuesOf('timeZone');

/** When an integration syncs by itself, with what comes of it shown live. What is wrong is said at its field. */
export function ScheduleEditor({ value, onChange }: ScheduleEditorProps) {
  const problem = problemsOf(value);
  const change = (part: Partial<Schedule>): void => onChange({ ...value, ...part });
  return (
    <Stack gap="lg">
      <Switch
        label={texts.enabled}
        checked={value.enabled}
        onChange={({ currentTarget }) => change({ enabled: currentTarget.checked })}
      />
      <Select
        label={texts.zone}
        description={texts.zoneHint}
        data={value.timeZone === null || zones.includes(value.timeZone) ? zones : [value.timeZone, ...zones]}
        value={value.timeZone}
        onChange={(timeZone) => change({ timeZone })}
        searchable
        clearable
        limit={100}
        maw={420}
        error={problem('timeZone')}
      />
      {(['incremental', 'full'] as const).map((kind) => (
        <CadenceFields
          key={kind}
          kind={kind}
          value={value[kind]}
          onChange={(cadence) => change({ [kind]: cadence })}
          problem={(field) => problem(`${kind}.${field}`)}
        />
      ))}
      <NotBeforeFields value={value.notBefore} onChange={(notBefore) => change({ notBefore })} problem={problem} />
      <BlackoutFields value={value.blackout} onChange={(blackout) => change({ blackout })} problem={problem} />
      <Switch
        label={texts.catchUp}
        description={texts.catchUpHint}
        checked={value.catchUp}
        onChange={({ currentTarget }) => change({ catchUp: currentTarget.checked })}
      />
      <Switch
        label={texts.keepRunning}
        description={texts.keepRunningHint}
        checked={value.keepRunning}
        onChange={({ currentTarget }) => change({ keepRunning: currentTarget.checked })}
      />
      <NextSyncs schedule={value} />
    </Stack>
  );
}

/** What is wrong with a field, by its path, such as `full.at`. */
function problemsOf(schedule: Schedule): (path: string) => string | undefined {
  const issues = scheduleSchema.safeParse(schedule).error?.issues ?? [];
  return (path) => issues.find((issue) => issue.path.join('.') === path)?.message;
}

interface NotBeforeFieldsProps {
  readonly value: Schedule['notBefore'];
  readonly onChange: (value: Schedule['notBefore']) => void;
  readonly problem: (path: string) => string | undefined;
}

function NotBeforeFields({ value, onChange, problem }: NotBeforeFieldsProps) {
  return (
    <Fieldset legend={texts.notBefore} miw={0}>
      <Stack gap="sm">
        <Switch
          label={texts.notBefore}
          description={texts.notBeforeHint}
          checked={value !== null}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? { at: '02:30', note: '' } : null)}
        />
        {value === null ? null : (
          <Group align="flex-start">
            <TextInput
              type="time"
              label={texts.at}
              value={value.at}
              error={problem('notBefore.at')}
              onChange={({ currentTarget }) => onChange({ ...value, at: currentTarget.value })}
            />
            <TextInput
              label={texts.notBeforeNote}
              maxLength={200}
              flex={1}
              miw={200}
              value={value.note}
              onChange={({ currentTarget }) => onChange({ ...value, note: currentTarget.value })}
            />
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
