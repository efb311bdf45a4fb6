import { Badge, Group, Radio, Stack } from '@mantine/core';
import { fieldId, problemAt, type StepProps } from '../step.ts';
import { texts } from '../texts.ts';

/** S20 to S22: the mode; S17: Grade Sync, now or never. */
export function ModeStep({ draft: { file }, change, ...shown }: StepProps) {
  const gradeSync = file.gradeSync?.enabled;
  return (
    <Stack gap="xl">
      <Radio.Group
        label={texts.mode}
        description={texts.modeFixed}
        required
        value={file.mode ?? null}
        onChange={(mode) => change({ mode: mode === 'import' ? 'import' : 'two-way' })}
        error={problemAt(shown, 'mode')}
      >
        <Stack mt="sm">
          <Radio
            id={fieldId('mode')}
            value="two-way"
            label={
              <Group gap="xs">
                {texts.twoWay}
                <Badge variant="light" tt="none" radius="sm">
                  {texts.recommended}
                </Badge>
              </Group>
            }
            description={texts.twoWayHint}
          />
          <Radio value="import" label={texts.import} description={texts.importHint} />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label={texts.gradeSync}
        description={texts.gradeSyncHint}
        required
        value={gradeSync === undefined ? null : String(gradeSync)}
        onChange={(choice) => change({ gradeSync: { enabled: choice === 'true' } })}
        error={problemAt(shown, 'gradeSync.enabled')}
      >
        <Stack mt="sm">
          <Radio id={fieldId('gradeSync.enabled')} value="true" label={texts.gradeSyncOn} />
          <Radio value="false" label={texts.gradeSyncOff} />
        </Stack>
      </Radio.Group>
    </Stack>
  );
}
