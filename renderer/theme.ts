import { createTheme, type CSSVariablesResolver, type MantineThemeOverride } from '@mantine/core';
import type { Appearance } from '../shared/ipc/contract/appearance.ts';

/** Filled buttons and badges are dark enough for white text, dimmed text is dark enough to be read (WCAG 2.2 AA). */
const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 8, dark: 8 },
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily:
    "'Inter', 'Segoe UI Variable Text', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif",
  headings: { fontWeight: '650' },
});

/** In em of the browser's own letters, as queries of the window reckon. */
const breakpoints = { xs: 36, sm: 48, md: 62, lg: 75, xl: 88 } as const;
const compactSpacing = { xs: '0.4rem', sm: '0.5rem', md: '0.7rem', lg: '0.9rem', xl: '1.25rem' } as const;

/** With letters of twice the size a window is laid out as one of half the width. */
export const themeFor = (density: Appearance['density'], fontSize: number): MantineThemeOverride => ({
  ...theme,
  breakpoints: Object.fromEntries(
    Object.entries(breakpoints).map(([name, em]) => [name, `${(em * fontSize) / 100}em`]),
  ),
  ...(density === 'compact' ? { spacing: compactSpacing } : {}),
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4b5563',
    '--mantine-color-error': '#b42318',
    '--mantine-color-indigo-light-color': '#2b3f9e',
    '--mantine-color-teal-light-color': '#065f46',
    '--mantine-color-orange-light-color': '#8f2d04',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-gray-light-color': '#374151',
    '--mantine-color-body': '#f6f7fb',
    '--gs-surface': '#ffffff',
    '--gs-line': '#e3e6ee',
    '--gs-soft': '#f3f5fa',
    '--gs-link': '#2b3f9e',
    '--gs-row-hover': '#f6f8fe',
    '--gs-row-selected': '#e4eafd',
    '--gs-row-open': '#eef2ff',
    '--gs-good': '#067a5b',
    '--gs-doubtful': '#b3540a',
  },
  dark: {
    '--mantine-color-dimmed': '#b3b8c4',
    '--mantine-color-anchor': '#a5b4fc',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-body': '#14161c',
    '--gs-surface': '#1c1f27',
    '--gs-line': '#2f3440',
    '--gs-soft': '#242833',
    '--gs-link': '#a5b4fc',
    '--gs-row-hover': '#22262f',
    '--gs-row-selected': '#2b3558',
    '--gs-row-open': '#262d45',
    '--gs-good': '#4fd1a5',
    '--gs-doubtful': '#ffb066',
  },
});
