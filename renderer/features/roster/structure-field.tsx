import { Checkbox, Fieldset, Radio, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CourseStructure } from '../../../shared/integration/roster.ts';
import { fieldId } from '../setup/step.ts';
import { Part } from './part.tsx';
import { chosenStructure, type RosterEditorProps } from './roster-value.ts';
import { structureTexts, texts } from './texts.ts';

interface Props extends RosterEditorProps {
  /** Stands in place of the choice. */
  readonly fixed: ReactNode;
  readonly children: ReactNode;
}

/** C25: one course for each section, or one for many. */
export const StructureField = ({ value, onChange, errorAt, fixed, children }: Props) => (
  <Part id="roster-structure" title={texts.structure} {...(fixed ? {} : { hint: texts.structureHint })}>
    {fixed ?? (
      <StructureChoice
        value={chosenStructure(value)}
        onChange={(courses) => onChange({ courses })}
        error={errorAt?.('roster.courses')}
      />
    )}
    {children}
  </Part>
);

interface ChoiceProps {
  readonly value: CourseStructure | undefined;
  readonly onChange: (structure: CourseStructure) => void;
  readonly error?: string | undefined;
}

const ways = ['section', 'group', 'course'] as const;
const usual = {
  section: { per: 'section' },
  group: { per: 'group', term: true, leadTeacher: true },
  course: { per: 'course' },
} as const satisfies Readonly<Record<(typeof ways)[number], CourseStructure>>;

/** The ways to make courses, and for one of many sections what these have in common. */
export function StructureChoice({ value, onChange, error }: ChoiceProps) {
  return (
    <>
      <Radio.Group
        label={texts.structureLabel}
        value={value?.per ?? null}
        onChange={(per) => {
          const way = ways.find((known) => known === per);
          if (way !== undefined) onChange(usual[way]);
        }}
        error={error}
      >
        <Stack gap="xs" mt="xs">
          {ways.map((per, at) => (
            <Radio
              key={per}
              value={per}
              {...(at === 0 ? { id: fieldId('roster.courses') } : {})}
              label={structureTexts[per].label}
              description={structureTexts[per].hint}
            />
          ))}
        </Stack>
      </Radio.Group>
      {value?.per === 'group' ? (
        <Fieldset legend={texts.grouping}>
          <Stack gap="xs">
            <Text size="sm">{texts.always}</Text>
            <Checkbox
              label={texts.sameTerm}
              checked={value.term}
              onChange={({ currentTarget }) => onChange({ ...value, term: currentTarget.checked })}
            />
            <Checkbox
              label={texts.sameTeacher}
              checked={value.leadTeacher}
              onChange={({ currentTarget }) => onChange({ ...value, leadTeacher: currentTarget.checked })}
            />
          </Stack>
        </Fieldset>
      ) : null}
    </>
  );
}
