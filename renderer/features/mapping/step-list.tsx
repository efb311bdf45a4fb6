import { ActionIcon, Group, Select, Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { stepNames } from '../../../shared/integration/mapping/step-words.ts';
import type { Transform, TransformKind } from '../../../shared/integration/mapping/transforms.ts';
import { newStep } from './new-step.ts';
import { StepFields } from './step-fields.tsx';
import { texts } from './texts.ts';

interface Props {
  readonly steps: readonly Transform[];
  readonly onChange: (steps: readonly Transform[]) => void;
}

const directions = [
  { name: 'up', by: -1, icon: IconArrowUp },
  { name: 'down', by: 1, icon: IconArrowDown },
] as const;

/** The steps of a mapping, in the order in which they are done. Whoever works with the keyboard goes along with a step that moves. */
export function StepList({ steps, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const adding = useRef<HTMLInputElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const button = list.current?.querySelector<HTMLButtonElement>(wanted.current);
    wanted.current = null;
    (button ?? adding.current)?.focus();
  });

  function move(at: number, by: number): void {
    const to = at + by;
    const next = [...steps];
    const [step] = next.splice(at, 1);
    if (step === undefined) return;
    next.splice(to, 0, step);
    // At the end of the list only the way back is open.
    const isAtEnd = to + by < 0 || to + by >= steps.length;
    wanted.current = `[data-move="${to} ${isAtEnd ? -by : by}"]`;
    onChange(next);
  }

  function remove(at: number): void {
    wanted.current = `[data-remove="${Math.min(at, steps.length - 2)}"]`;
    onChange(steps.filter((_, place) => place !== at));
  }

  return (
    <Stack component="section" gap="sm" aria-label={texts.steps} ref={list}>
      <Text fw={500} size="sm">
        {texts.steps}
      </Text>
      {steps.map((step, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place.
        <Stack key={at} gap="xs" className="gs-card" p="sm">
          <Group justify="space-between">
            <Text size="sm" fw={500}>{`${at + 1}. ${stepNames[step.kind]}`}</Text>
            <Group gap={4}>
              {steps.length === 1
                ? null
                : directions.map(({ name, by, icon: Arrow }) => (
                    <ActionIcon
                      key={name}
                      variant="subtle"
                      color="gray"
                      aria-label={`Move step ${at + 1} ${name}`}
                      data-move={`${at} ${by}`}
                      disabled={at + by < 0 || at + by >= steps.length}
                      onClick={() => move(at, by)}
                    >
                      <Arrow size={18} aria-hidden />
                    </ActionIcon>
                  ))}
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={`Remove step ${at + 1}`}
                data-remove={at}
                onClick={() => remove(at)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          <StepFields
            step={step}
            onChange={(changed) => onChange(steps.map((other, place) => (place === at ? changed : other)))}
          />
        </Stack>
      ))}
      <Select
        ref={adding}
        label={texts.addStep}
        placeholder={texts.addStep}
        data={Object.entries(stepNames).map(([value, label]) => ({ value, label }))}
        value={null}
        // SAFETY: the values offered are the kinds themselves.
        onChange={(kind) => kind !== null && onChange([...steps, newStep(kind as TransformKind)])}
      />
    </Stack>
  );
}
