import { Text } from '@mantine/core';
import { mappingSetSchema } from '../../../../shared/integration/mappings.ts';
import { MappingsEditor } from '../../mapping/mappings-editor.tsx';
import { ruleTexts } from '../rule-texts.ts';
import type { StepProps } from '../step.ts';

/** Optional: without a mapping every value is passed on as PowerSchool has it. */
export function MappingsStep({ draft, change }: StepProps) {
  const { mappings, gradeSync } = draft.file;
  const active = mappingSetSchema.safeParse(mappings?.active ?? {}).data ?? {};
  // What is no longer there is emptied: a patch takes nothing away.
  const emptied = Object.fromEntries(Object.keys(active).map((entity) => [entity, []]));
  return (
    <>
      <Text size="sm">{ruleTexts.mappings}</Text>
      <MappingsEditor
        value={active}
        onChange={(changed) => change({ mappings: { active: { ...emptied, ...changed } } })}
        target={{ kind: 'draft', id: draft.draftId }}
        gradeSync={gradeSync?.enabled === true}
      />
    </>
  );
}
