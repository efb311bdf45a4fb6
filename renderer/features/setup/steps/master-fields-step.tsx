import { gradeExchangePreset } from '../../../../shared/integration/grade-exchange.ts';
import { MasterFieldsEditor } from '../../mapping/master-fields-editor.tsx';
import type { StepProps } from '../step.ts';

/** S27: which end wins, attribute by attribute. */
export function MasterFieldsStep({ draft, change }: StepProps) {
  const { masterFields, mode, gradeSync } = draft.file;
  const given = masterFields === 'grade-exchange' ? gradeExchangePreset() : (masterFields ?? []);
  return (
    <MasterFieldsEditor
      value={given.map((rule) => ({ ...rule, mode: rule.mode ?? 'master' }))}
      onChange={(rules) => change({ masterFields: rules })}
      mode={mode ?? 'import'}
      gradeSync={gradeSync?.enabled === true}
    />
  );
}
