import { Accordion, Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import {
  guideSteps,
  guideTexts as texts,
  type GuideStep,
  type MenuGeneration,
  type SketchLine,
} from './install-guide-texts.ts';

/** How a plugin is installed and enabled, screen by screen, for both generations of PowerSchool's menus (S25). */
export function InstallGuide() {
  const [generation, setGeneration] = useState<MenuGeneration>('newer');
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const tick = (id: string, isDone: boolean): void =>
    setDone((before) => new Set(isDone ? [...before, id] : [...before].filter((other) => other !== id)));
  return (
    <Accordion variant="contained" className="gs-fold" order={2} defaultValue="guide">
      <Accordion.Item value="guide">
        <Accordion.Control>
          <Text fw={600}>{texts.title}</Text>
        </Accordion.Control>
        <Accordion.Panel>
          <Stack>
            <Text size="sm">{`${texts.lead} ${texts.highlighted}`}</Text>
            <SegmentedControl
              aria-label={texts.menu}
              value={generation}
              onChange={(value) => setGeneration(value === 'older' ? 'older' : 'newer')}
              data={[
                { value: 'newer', label: texts.generations.newer },
                { value: 'older', label: texts.generations.older },
              ]}
            />
            <Text size="sm">{texts.menuHint}</Text>
            <ol className="gs-guide">
              {guideSteps(generation).map((step) => (
                <li key={step.id}>
                  <Checkbox
                    label={step.text}
                    checked={done.has(step.id)}
                    onChange={({ currentTarget }) => tick(step.id, currentTarget.checked)}
                  />
                  <Sketch step={step} />
                </li>
              ))}
            </ol>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** A drawing of the screen. It says nothing that the text beside it does not. */
const Sketch = ({ step: { screen, sketch } }: { readonly step: GuideStep }) => (
  <div className="gs-sketch" aria-hidden>
    <div className="gs-sketch-bar">{screen}</div>
    <div className="gs-sketch-page">
      {sketch.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- a drawing that never changes
        <Line key={at} line={line} />
      ))}
    </div>
  </div>
);

function Line({ line }: { readonly line: SketchLine }) {
  switch (line.kind) {
    case 'path':
      return (
        <div className="gs-sketch-path">
          {line.parts.map((part) => (
            <span key={part} className="gs-sketch-pressed">
              {part}
            </span>
          ))}
        </div>
      );
    case 'row':
      return (
        <div className="gs-sketch-row">
          {line.cells.map((cell, at) => (
            <span key={cell} className={at === line.pressed ? 'gs-sketch-pressed' : undefined}>
              {cell}
            </span>
          ))}
        </div>
      );
    case 'button':
      return (
        <div>
          <span className={line.pressed === true ? 'gs-sketch-button gs-sketch-pressed' : 'gs-sketch-button'}>
            {line.text}
          </span>
        </div>
      );
    case 'field':
      return (
        <div className="gs-sketch-field">
          <span>{line.label}</span>
          <span className="gs-sketch-value">{line.value}</span>
        </div>
      );
  }
}
