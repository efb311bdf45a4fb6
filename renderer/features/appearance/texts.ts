import type { Appearance } from '../../../shared/ipc/contract/appearance.ts';

/** What the page of the application's looks says. */
export const texts = {
  title: 'Appearance',
  lead: 'How Grade Sync looks, for all integrations and in every window. It is kept on this computer, in your profile.',
  theme: 'Colours',
  themes: { light: 'Light', dark: 'Dark', system: 'As the system' } satisfies Record<Appearance['theme'], string>,
  density: 'Density',
  densities: { comfortable: 'Comfortable', compact: 'Compact' } satisfies Record<Appearance['density'], string>,
  densityHint: 'Compact shows more rows of lists and gradebook sheets, and smaller fields.',
  fontSize: 'Size of letters',
  fontSizeHint:
    'Everything grows with the letters. Where the window becomes too narrow, the menu moves behind a button.',
  percent: (size: number) => `${size} %`,
  smaller: 'Smaller letters',
  larger: 'Larger letters',
  usual: 'Usual size',
  contrast: 'Where the system asks for its own high-contrast colours, they are used whatever is chosen here.',
  shortcuts: 'Show keyboard shortcuts',
  more: 'Density and size of letters …',
  menu: 'Appearance',
  chosen: 'chosen',
} as const;
