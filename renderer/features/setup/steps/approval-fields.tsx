import { Fieldset, Group, TextInput } from '@mantine/core';
import { fieldId, problemAt, type StepProps } from '../step.ts';
import { texts } from '../texts.ts';

interface Approval {
  readonly by?: string | undefined;
  readonly on?: string | undefined;
}

/** What Canvas's rules want (C6, C8): who has enabled it, and when. */
export function ApprovalFields(props: StepProps) {
  const { draft, change } = props;
  const { enabledForInstitution, postGradesToSis } = draft.file.prerequisites ?? {};
  return (
    <>
      <ApprovalOf
        {...props}
        label={texts.enabledForInstitution}
        field="prerequisites.enabledForInstitution"
        value={enabledForInstitution ?? {}}
        onChange={(approval) => change({ prerequisites: { enabledForInstitution: approval } })}
      />
      <ApprovalOf
        {...props}
        label={texts.postByManager}
        field="prerequisites.postGradesToSis.customerSuccessManager"
        value={postGradesToSis?.customerSuccessManager ?? {}}
        onChange={(approval) => change({ prerequisites: { postGradesToSis: { customerSuccessManager: approval } } })}
      />
      <ApprovalOf
        {...props}
        label={texts.postByConsultant}
        field="prerequisites.postGradesToSis.implementationConsultant"
        value={postGradesToSis?.implementationConsultant ?? {}}
        onChange={(approval) => change({ prerequisites: { postGradesToSis: { implementationConsultant: approval } } })}
      />
    </>
  );
}

interface Props extends Pick<StepProps, 'problems' | 'showProblems'> {
  readonly label: string;
  /** The setting by its path. */
  readonly field: string;
  readonly value: Approval;
  readonly onChange: (approval: Approval) => void;
}

function ApprovalOf({ label, field, value, onChange, ...shown }: Props) {
  return (
    <Fieldset legend={label}>
      <Group grow align="flex-start">
        <TextInput
          id={fieldId(`${field}.by`)}
          label={texts.approvedBy}
          required
          value={value.by ?? ''}
          onChange={({ currentTarget }) => onChange({ by: currentTarget.value, on: value.on ?? '' })}
          error={problemAt(shown, field, `${field}.by`)}
        />
        <TextInput
          id={fieldId(`${field}.on`)}
          type="date"
          label={texts.approvedOn}
          required
          value={value.on ?? ''}
          onChange={({ currentTarget }) => onChange({ by: value.by ?? '', on: currentTarget.value })}
          error={problemAt(shown, `${field}.on`)}
        />
      </Group>
    </Fieldset>
  );
}
