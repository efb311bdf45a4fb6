import {
  IconAlertCircle,
  IconChecklist,
  IconDownload,
  IconFileText,
  IconHistory,
  IconHome,
  IconLink,
  IconListCheck,
  IconPalette,
  IconPlugConnected,
  IconReportAnalytics,
  IconSettings,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { Route, ScreenName } from './route.ts';

export interface NavigationEntry {
  readonly label: string;
  readonly Icon: Icon;
  readonly to: Route;
  /** The screens on which this entry is the current one. */
  readonly screens: readonly ScreenName[];
}

export interface NavigationGroup {
  /** Null where the entries stand for themselves. */
  readonly label: string | null;
  readonly entries: readonly NavigationEntry[];
}

/** What the left side leads to; without an integration there is nothing to look at but Home. */
export function navigationOf(integrationId: string | undefined): readonly NavigationGroup[] {
  const home: NavigationGroup = {
    label: null,
    entries: [
      { label: 'Home', Icon: IconHome, to: { screen: 'home' }, screens: ['home'] },
      {
        label: 'Connect',
        Icon: IconPlugConnected,
        to: { screen: 'gallery' },
        screens: ['gallery', 'galleryApp', 'setup'],
      },
    ],
  };
  const appearance: NavigationEntry = {
    label: 'Appearance',
    Icon: IconPalette,
    to: { screen: 'appearance' },
    screens: ['appearance'],
  };
  if (integrationId === undefined) return [home, { label: null, entries: [appearance] }];
  return [
    home,
    {
      label: 'Data browsing',
      entries: [
        {
          label: 'Rostering',
          Icon: IconUsersGroup,
          to: { screen: 'rostering', integrationId, view: 'students' },
          screens: ['rostering'],
        },
        {
          label: 'Gradebook',
          Icon: IconReportAnalytics,
          to: { screen: 'gradebook', integrationId, view: 'lineItems' },
          screens: ['gradebook', 'sheet'],
        },
      ],
    },
    {
      label: 'Sync',
      entries: [
        { label: 'Plan', Icon: IconListCheck, to: { screen: 'plans', integrationId }, screens: ['plans', 'plan'] },
        { label: 'Re-map ids', Icon: IconLink, to: { screen: 'remap', integrationId }, screens: ['remap'] },
        {
          label: 'Runs',
          Icon: IconHistory,
          to: { screen: 'runs', integrationId },
          screens: ['runs', 'run', 'compare'],
        },
        { label: 'Data quality', Icon: IconChecklist, to: { screen: 'quality', integrationId }, screens: ['quality'] },
        { label: 'Issues', Icon: IconAlertCircle, to: { screen: 'issues', integrationId }, screens: ['issues'] },
        { label: 'Exports', Icon: IconDownload, to: { screen: 'exports', integrationId }, screens: ['exports'] },
        {
          label: 'Reports',
          Icon: IconFileText,
          to: { screen: 'reports', integrationId, report: 'worksheet' },
          screens: ['reports'],
        },
      ],
    },
    {
      label: null,
      entries: [
        {
          label: 'Settings',
          Icon: IconSettings,
          to: { screen: 'settings', integrationId, section: 'general' },
          screens: ['settings'],
        },
        appearance,
      ],
    },
  ];
}
