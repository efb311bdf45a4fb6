import { Button, Group, Input, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconKeyboard, IconMinus, IconPlus } from '@tabler/icons-react';
import { densities, themes } from '../../../shared/ipc/contract/appearance.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { useShowShortcuts } from '../shortcuts/show-shortcuts.ts';
import { texts } from './texts.ts';
import { useAppearance } from './use-appearance.ts';

const least = 100;
const most = 200;
const step = 10;

/** How the application looks. What is chosen shows at once. */
export function AppearancePage() {
  const { appearance, change, error } = useAppearance();
  const showShortcuts = useShowShortcuts();
  const { theme, density, fontSize } = appearance;
  return (
    <Stack gap="lg" className="gs-card" p="lg">
      <PageHeading title={texts.title} lead={texts.lead} />
      {error === null ? null : <ErrorNote error={error} />}
      <Input.Wrapper label={texts.theme} labelElement="div">
        <div>
          <SegmentedControl
            className="gs-choices"
            aria-label={texts.theme}
            value={theme}
            onChange={(next) => change({ theme: next })}
            data={themes.map((value) => ({ value, label: texts.themes[value] }))}
          />
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={texts.density} labelElement="div" description={texts.densityHint}>
        <div className="gs-choice-place">
          <SegmentedControl
            className="gs-choices"
            aria-label={texts.density}
            value={density}
            onChange={(next) => change({ density: next })}
            data={densities.map((value) => ({ value, label: texts.densities[value] }))}
          />
        </div>
      </Input.Wrapper>
      <Input.Wrapper label={texts.fontSize} labelElement="div" description={texts.fontSizeHint}>
        <Group gap="xs" className="gs-choice-place">
          <Button
            variant="default"
            aria-label={texts.smaller}
            disabled={fontSize <= least}
            onClick={() => change({ fontSize: Math.max(least, fontSize - step) })}
          >
            <IconMinus size="1.1em" aria-hidden />
          </Button>
          <Text component="output" className="gs-number gs-font-size" aria-live="polite">
            {texts.percent(fontSize)}
          </Text>
          <Button
            variant="default"
            aria-label={texts.larger}
            disabled={fontSize >= most}
            onClick={() => change({ fontSize: Math.min(most, fontSize + step) })}
          >
            <IconPlus size="1.1em" aria-hidden />
          </Button>
          <Button variant="subtle" disabled={fontSize === least} onClick={() => change({ fontSize: least })}>
            {texts.usual}
          </Button>
        </Group>
      </Input.Wrapper>
      <Text size="sm" c="dimmed">
        {texts.contrast}
      </Text>
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconKeyboard size="1.2em" aria-hidden />}
        onClick={showShortcuts}
      >
        {texts.shortcuts}
      </Button>
    </Stack>
  );
}
