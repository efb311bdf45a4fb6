import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import { useClient } from '../../api/client-context.ts';
import { AuthenticationFields } from './authentication-fields.tsx';
import { CourseNaming } from './course-naming.tsx';
import { StructureField } from './structure-field.tsx';
import { StructurePreviewOf } from './structure-preview.tsx';
import { sectionsQuery } from './queries.ts';
import './roster.css';
import { structureOf, type RosterEditorProps } from './roster-value.ts';
import { texts } from './texts.ts';
import { UsernameFields } from './username-fields.tsx';

interface Props extends RosterEditorProps {
  readonly target: SetupTarget;
  /** In place of the choice of a structure, where it is fixed. */
  readonly fixedStructure?: ReactNode;
  /** Under the sources of usernames: how they compare with the directory. */
  readonly comparison?: ReactNode;
}

/** How a partner gets to see courses and people (C10, C19, C25): one set of fields for the wizard and the settings. */
export function RosterEditor({ target, fixedStructure, comparison, ...editor }: Props) {
  const sample = useQuery(sectionsQuery(useClient(), target));
  const structure = structureOf(editor.value);
  return (
    <Stack gap="xl">
      <Text size="sm">{texts.where}</Text>
      <StructureField {...editor} fixed={fixedStructure}>
        <StructurePreviewOf structure={structure} value={editor.value} target={target} sample={sample.data} />
      </StructureField>
      <CourseNaming {...editor} sample={sample} />
      <UsernameFields {...editor}>{comparison}</UsernameFields>
      <AuthenticationFields {...editor} />
    </Stack>
  );
}
