import { Stack } from '@mantine/core';
import { gradeExchangePreset } from '../../../../shared/integration/grade-exchange.ts';
import { GradeRuleField } from '../../mapping/grade-rule-field.tsx';
import { MasterFieldsEditor } from '../../mapping/master-fields-editor.tsx';
import type { StepProps } from '../step.ts';

/** S27: which end wins, attribute by attribute; and whether PowerSchool's gradebook counts at all (C4). */
export function MasterFieldsStep({ draft, change }: StepProps) {
  const { masterFields, mode, gradeSync, gradeRule } = draft.file;
  const syncsGrades = gradeSync?.enabled === true;
  const given = masterFields === 'grade-exchange' ? gradeExchangePreset() : (masterFields ?? []);
  return (
    <Stack gap="xl">
      {mode === 'two-way' && syncsGrades ? (
        <GradeRuleField value={gradeRule ?? 'masterFields'} onChange={(rule) => change({ gradeRule: rule })} />
      ) : null}
      <MasterFieldsEditor
        value={given.map((rule) => ({ ...rule, mode: rule.mode ?? 'master' }))}
        onChange={(rules) => change({ masterFields: rules })}
        mode={mode ?? 'import'}
        gradeSync={syncsGrades}
      />
    </Stack>
  );
}
