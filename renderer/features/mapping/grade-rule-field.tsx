import { Radio, Stack } from '@mantine/core';
import { gradeRules, type GradeRule } from '../../../shared/integration/grade-rule.ts';
import { gradeRuleTexts, texts } from './texts.ts';

interface FieldProps {
  readonly value: GradeRule;
  readonly onChange: (value: GradeRule) => void;
}

/** Whether both gradebooks count, or what the partner has always replaces what PowerSchool has of it (C4, C5). */
export function GradeRuleField({ value, onChange }: FieldProps) {
  return (
    <Radio.Group
      label={texts.gradeRule}
      description={texts.gradeRuleHint}
      value={value}
      onChange={(choice) => onChange(choice === 'partnerOverwrites' ? choice : 'masterFields')}
    >
      <Stack mt="sm" gap="sm">
        {gradeRules.map((rule) => (
          <Radio key={rule} value={rule} label={gradeRuleTexts[rule].label} description={gradeRuleTexts[rule].hint} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
