import { Select, SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { staffUsernameSources, usernameRoles, usernameSources } from '../../../shared/integration/roster.ts';
import { fieldId } from '../setup/step.ts';
import { Part } from './part.tsx';
import { sourceOf, type RosterEditorProps } from './roster-value.ts';
import { roleTexts, sourceTexts, texts } from './texts.ts';

const sourcesOf = { staff: staffUsernameSources, student: usernameSources };

/** C19: where usernames are taken from, for staff and students apart. */
export const UsernameFields = ({
  value,
  onChange,
  errorAt,
  children,
}: RosterEditorProps & { readonly children: ReactNode }) => (
  <Part id="roster-usernames" title={texts.usernames} hint={texts.usernamesHint}>
    <SimpleGrid type="container" cols={{ base: 1, '560px': 2 }}>
      {usernameRoles.map((role) => (
        <Select
          key={role}
          id={fieldId(`roster.usernames.${role}.source`)}
          label={roleTexts[role]}
          allowDeselect={false}
          data={sourcesOf[role].map((source) => ({ value: source, label: sourceTexts[source] }))}
          value={sourceOf(value, role)}
          onChange={(chosen) => {
            const source = usernameSources.find((known) => known === chosen);
            if (role === 'student' && source !== undefined) onChange({ usernames: { student: { source } } });
            const ofStaff = staffUsernameSources.find((known) => known === chosen);
            if (role === 'staff' && ofStaff !== undefined) onChange({ usernames: { staff: { source: ofStaff } } });
          }}
          error={errorAt?.(`roster.usernames.${role}.source`)}
        />
      ))}
    </SimpleGrid>
    {children}
  </Part>
);
