export type MenuGeneration = 'newer' | 'older';

export const guideTexts = {
  title: 'Install it in PowerSchool',
  lead: 'Somebody with the rights of a system administrator in PowerSchool does this. Tick off what is done.',
  menu: 'Which menu does your PowerSchool have?',
  generations: {
    newer: 'Newer menu',
    older: 'Older menu',
  },
  menuHint: 'The newer one is a navigation at the left; the older one has “System” on the start page.',
  highlighted: 'What is to be pressed is framed.',
} as const;

/** One piece of the picture of a PowerSchool screen. */
export type SketchLine =
  | { readonly kind: 'path'; readonly parts: readonly string[] }
  | { readonly kind: 'row'; readonly cells: readonly string[]; readonly pressed?: number }
  | { readonly kind: 'button'; readonly text: string; readonly pressed?: boolean }
  | { readonly kind: 'field'; readonly label: string; readonly value: string };

export interface GuideStep {
  readonly id: string;
  readonly text: string;
  /** The title of the PowerSchool screen and what is to be seen there. */
  readonly screen: string;
  readonly sketch: readonly SketchLine[];
}

const way: Readonly<Record<MenuGeneration, GuideStep>> = {
  newer: {
    id: 'way',
    text: 'In the navigation at the left, open System Management, then Server, then Plugin Configuration.',
    screen: 'PowerSchool SIS',
    sketch: [{ kind: 'path', parts: ['System Management', 'Server', 'Plugin Configuration'] }],
  },
  older: {
    id: 'way',
    text: 'On the start page, open System, then System Settings, then Plugin Management Configuration.',
    screen: 'Start Page',
    sketch: [{ kind: 'path', parts: ['System', 'System Settings', 'Plugin Management Configuration'] }],
  },
};

const steps: readonly GuideStep[] = [
  {
    id: 'install',
    text: 'On the Plugin Management Dashboard press Install, choose the file of the plugin, and press Install again. If an earlier version is there, disable that first; do not delete it, or client ID and secret are lost.',
    screen: 'Plugin Management Dashboard',
    sketch: [
      { kind: 'button', text: 'Install', pressed: true },
      { kind: 'field', label: 'Plugin Installation File', value: 'grade-sync-plugin.zip' },
      { kind: 'button', text: 'Install', pressed: true },
    ],
  },
  {
    id: 'enable',
    text: 'The plugin is in the list, but not enabled yet. Tick Enable in its row. A panel lists the data that it asks for: look it over, then press Enable. Nothing works before that.',
    screen: 'Plugin Management Dashboard',
    sketch: [
      { kind: 'row', cells: ['Plugin', 'Version', 'Enable'] },
      { kind: 'row', cells: ['Grade Sync', '1.0', '☑'], pressed: 2 },
      { kind: 'row', cells: ['Data Access Requests', 'STUDENTS', 'View Only'] },
      { kind: 'button', text: 'Enable', pressed: true },
    ],
  },
  {
    id: 'credentials',
    text: 'Press the name of the plugin, then Data Provider Configuration. Under OAuth Credentials stand Client ID and Client Secret: copy both into the fields below.',
    screen: 'Data Provider Configuration',
    sketch: [
      { kind: 'field', label: 'Client ID', value: '0a1b2c3d-…' },
      { kind: 'field', label: 'Client Secret', value: '••••••••' },
    ],
  },
  {
    id: 'pages',
    text: 'Optional: under Data Configuration of the plugin, raise the maximum page sizes. Reading then takes fewer requests.',
    screen: 'Data Configuration',
    sketch: [{ kind: 'field', label: 'Maximum page size', value: '1000' }],
  },
];

/** The screens of PowerSchool to walk through (reference powerschool.md §3.5). Both menus lead to the same dashboard. */
export const guideSteps = (generation: MenuGeneration): readonly GuideStep[] => [way[generation], ...steps];
