import { Button, Fieldset, Skeleton, Table, Text, TextInput } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { courseNameOf } from '../../../shared/integration/course-groups.ts';
import { courseNameTokens, renderCourseName, templateProblem } from '../../../shared/integration/course-name.ts';
import { spread } from '../../../shared/integration/course-preview.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { fieldId } from '../setup/step.ts';
import { Part } from './part.tsx';
import { structureOf, templateOf, type RosterEditorProps } from './roster-value.ts';
import { texts, tokenTexts } from './texts.ts';

interface Props extends RosterEditorProps {
  readonly sample: UseQueryResult<Output<'roster.sections'>>;
}

/** C19: the naming convention, shown on real classes while it is typed. */
export function CourseNaming({ value, onChange, errorAt, sample }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const template = templateOf(value);

  /** Where the cursor is, and the cursor after it. */
  function insert(token: string): void {
    const field = input.current;
    const start = field?.selectionStart ?? template.length;
    const end = field?.selectionEnd ?? start;
    onChange({ courseName: `${template.slice(0, start)}${token}${template.slice(end)}` });
    const place = start + token.length;
    requestAnimationFrame(() => {
      field?.focus();
      field?.setSelectionRange(place, place);
    });
  }

  return (
    <Part id="roster-naming" title={texts.naming}>
      <TextInput
        ref={input}
        id={fieldId('roster.courseName')}
        label={texts.template}
        description={texts.templateHint}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={template}
        onChange={({ currentTarget }) => onChange({ courseName: currentTarget.value })}
        error={errorAt?.('roster.courseName')}
      />
      <Fieldset variant="unstyled" legend={texts.insert}>
        <div className="gs-tokens">
          {courseNameTokens.map((token) => (
            <Button
              key={token}
              size="compact-sm"
              variant="default"
              aria-label={texts.insertToken(tokenTexts[token])}
              onClick={() => insert(`{${token}}`)}
            >
              {tokenTexts[token]}
            </Button>
          ))}
        </div>
      </Fieldset>
      <NamePreview template={template} value={value} sample={sample} />
    </Part>
  );
}

const classesShown = 8;

function NamePreview({ template, value, sample }: Pick<Props, 'value' | 'sample'> & { readonly template: string }) {
  if (sample.error !== null) return <ErrorNote error={sample.error} />;
  if (sample.data === undefined) return <Skeleton height={160} aria-label={texts.reading} />;
  const { from, sections, reason } = sample.data;
  if (reason !== null) return <ErrorNote error={reason} />;
  if (sections.length === 0) return <Text size="sm">{texts.previewNone}</Text>;
  if (template.trim() === '' || templateProblem(template) !== null) return null;
  const structure = structureOf(value);
  return (
    <div>
      <Text size="sm">{from === 'local' ? texts.previewLocal : texts.previewLive}</Text>
      <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table aria-label={texts.preview}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{texts.inPowerSchool}</Table.Th>
              <Table.Th scope="col">{texts.classNamed}</Table.Th>
              <Table.Th scope="col">{texts.courseNamed}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {spread(sections, classesShown).map(({ section, title, facts }) => (
              <Table.Tr key={section}>
                <Table.Td dir="auto">{title}</Table.Td>
                <Table.Td dir="auto" fw={600}>
                  {renderCourseName(template, facts) || title}
                </Table.Td>
                <Table.Td dir="auto" fw={600}>
                  {courseNameOf(structure, template, facts)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}
