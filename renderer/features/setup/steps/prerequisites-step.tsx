import { Checkbox, Group, Radio, Stack, TextInput, Title } from '@mantine/core';
import { fieldId, problemAt, type StepProps } from '../step.ts';
import { texts } from '../texts.ts';
import { ApprovalFields } from './approval-fields.tsx';

/** What is arranged with people before anything can work (S16, C6, C8). */
export function PrerequisitesStep(props: StepProps) {
  const { draft, change } = props;
  const { name = '', environment, gradeSync, prerequisites } = draft.file;
  const withGrades = gradeSync?.enabled !== false;
  return (
    <Stack gap="xl">
      <TextInput
        id={fieldId('name')}
        label={texts.name}
        description={texts.nameHint}
        required
        value={name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        error={problemAt(props, 'name')}
      />
      <Radio.Group
        label={texts.environment}
        required
        value={environment ?? null}
        onChange={(choice) => change({ environment: choice === 'test' ? 'test' : 'production' })}
        error={problemAt(props, 'environment')}
      >
        <Stack mt="sm">
          <Radio id={fieldId('environment')} value="production" label={texts.production} />
          <Radio value="test" label={texts.test} />
        </Stack>
      </Radio.Group>
      <Stack component="section" aria-labelledby="support">
        <Title order={2} size="h4" id="support">
          {texts.supportTitle}
        </Title>
        <Checkbox
          label={texts.rosterOnly}
          description={texts.rosterOnlyHint}
          checked={!withGrades}
          onChange={({ currentTarget }) => change({ gradeSync: { enabled: !currentTarget.checked } })}
        />
        {withGrades ? <SupportFields {...props} /> : null}
      </Stack>
      <Radio.Group
        label={texts.rules}
        value={prerequisites?.rules ?? 'school-passport'}
        onChange={(choice) => change({ prerequisites: { rules: choice === 'canvas' ? 'canvas' : 'school-passport' } })}
      >
        <Stack mt="sm">
          <Radio value="school-passport" label={texts.rulesSchoolPassport} />
          <Radio value="canvas" label={texts.rulesCanvas} />
        </Stack>
      </Radio.Group>
      {prerequisites?.rules === 'canvas' ? <ApprovalFields {...props} /> : null}
    </Stack>
  );
}

/** S16: the letter to support and what came of it. */
function SupportFields(props: StepProps) {
  const { draft, change } = props;
  const { request, plugin } = draft.file.prerequisites ?? {};
  const received = plugin?.from === 'support' ? plugin : undefined;
  return (
    <>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          id={fieldId('prerequisites.request.sentOn')}
          type="date"
          label={texts.request}
          required
          value={request?.sentOn ?? ''}
          onChange={({ currentTarget }) => change({ prerequisites: { request: { sentOn: currentTarget.value } } })}
          error={problemAt(props, 'prerequisites.request', 'prerequisites.request.sentOn')}
        />
      </Group>
      <TextInput
        id={fieldId('prerequisites.request.reference')}
        label={texts.reference}
        description={texts.referenceHint}
        value={request?.reference ?? ''}
        onChange={({ currentTarget }) => change({ prerequisites: { request: { reference: currentTarget.value } } })}
        error={problemAt(props, 'prerequisites.request.reference')}
      />
      <Radio.Group
        label={texts.plugin}
        required
        value={plugin?.from ?? null}
        onChange={(from) =>
          change({
            prerequisites: {
              plugin: from === 'built' ? { from } : { from: 'support', receivedOn: received?.receivedOn ?? '' },
            },
          })
        }
        error={problemAt(props, 'prerequisites.plugin')}
      >
        <Stack mt="sm">
          <Radio id={fieldId('prerequisites.plugin')} value="support" label={texts.pluginSupport} />
          {received === undefined ? null : (
            <TextInput
              id={fieldId('prerequisites.plugin.receivedOn')}
              type="date"
              ml={32}
              label={texts.pluginReceived}
              required
              value={received.receivedOn ?? ''}
              onChange={({ currentTarget }) =>
                change({ prerequisites: { plugin: { ...received, receivedOn: currentTarget.value } } })
              }
              error={problemAt(props, 'prerequisites.plugin.receivedOn')}
            />
          )}
          <Radio value="built" label={texts.pluginBuilt} />
        </Stack>
      </Radio.Group>
    </>
  );
}
