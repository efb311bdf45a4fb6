import { Skeleton, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { courseNameOf } from '../../../shared/integration/course-groups.ts';
import { templateProblem } from '../../../shared/integration/course-name.ts';
import { previewStructure, type StructurePreview } from '../../../shared/integration/course-preview.ts';
import { usualCourseName, type CourseStructure } from '../../../shared/integration/roster.ts';
import type { SetupTarget } from '../../../shared/ipc/contract/inputs.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { structureQuery } from './queries.ts';
import { templateOf, type RosterValue } from './roster-value.ts';
import { texts } from './texts.ts';

interface Props {
  readonly structure: CourseStructure;
  readonly value: RosterValue;
  readonly target: SetupTarget;
  readonly sample: Output<'roster.sections'> | undefined;
}

/** What a structure makes: of all classes of the local copy, or, before there is one, of those that were just read. */
export function StructurePreviewOf({ structure, value, target, sample }: Props) {
  const isLocal = target.kind === 'integration' && sample?.from === 'local';
  const counted = useQuery({
    ...structureQuery(useClient(), target.id, structure),
    enabled: isLocal,
    placeholderData: keepPreviousData,
  });
  if (sample === undefined) return <Skeleton height={80} aria-label={texts.counting} />;
  if (counted.error !== null) return <ErrorNote error={counted.error} />;
  const preview = isLocal ? counted.data : previewStructure(structure, sample.sections, structure);
  if (preview === undefined) return <Skeleton height={80} aria-label={texts.counting} />;
  if (preview.sections === 0) return null;
  return (
    <output className="gs-roster-inset">
      <Groups preview={preview} structure={structure} template={templateOf(value)} />
      {isLocal ? null : (
        <Text size="xs" c="dimmed" mt="xs">
          {texts.ofSample}
        </Text>
      )}
    </output>
  );
}

function Groups({
  preview: { sections, courses, largest, groups },
  structure,
  template,
}: {
  readonly preview: StructurePreview;
  readonly structure: CourseStructure;
  readonly template: string;
}) {
  const usable = templateProblem(template) === null ? template : usualCourseName;
  return (
    <>
      <Text size="sm" fw={600}>
        {texts.makes(sections, courses, largest)}
      </Text>
      <Text size="sm" mt={4}>
        {texts.groups}
      </Text>
      <ul className="gs-roster-groups">
        {groups.map(({ count, first }) => {
          const [one] = first;
          if (one === undefined) return null;
          const name = courseNameOf(structure, usable, one.facts);
          return (
            <li key={one.section}>
              <Text size="sm" span fw={600} dir="auto">
                {name}
              </Text>
              <Text size="sm" span c="dimmed">
                {` · ${texts.sectionsOf(count)}`}
                {count === 1 ? '' : `: ${first.map(({ facts, title }) => facts.sectionNumber ?? title).join(', ')}`}
                {count > first.length ? ` ${texts.more(count - first.length)}` : ''}
              </Text>
            </li>
          );
        })}
      </ul>
    </>
  );
}
