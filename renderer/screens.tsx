import type { ReactNode } from 'react';
import { AppearancePage } from './features/appearance/appearance-page.tsx';
import { BrowsePage } from './features/browse/browse-page.tsx';
import { ComparePage } from './features/compare/compare-page.tsx';
import { ExportsPage } from './features/export/exports-page.tsx';
import { GalleryAppPage } from './features/gallery/gallery-app-page.tsx';
import { GalleryPage } from './features/gallery/gallery-page.tsx';
import { HelpPage } from './features/help/help-page.tsx';
import { HomePage } from './features/overview/home-page.tsx';
import { IssuesPage } from './features/issues/issues-page.tsx';
import { PlanPage } from './features/plan/plan-page.tsx';
import { QualityPage } from './features/quality/quality-page.tsx';
import { RemapPage } from './features/remap/remap-page.tsx';
import { ReportsPage } from './features/reports/reports-page.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { SetupPage } from './features/setup/setup-page.tsx';
import { SheetPage } from './features/sheet/sheet-page.tsx';
import { RunPage } from './features/sync/run-page.tsx';
import { RunsPage } from './features/sync/runs-page.tsx';
import type { Route, ScreenName } from './route.ts';

type RouteOf<N extends ScreenName> = Extract<Route, { readonly screen: N }>;

const screens: { readonly [N in ScreenName]: (route: RouteOf<N>) => ReactNode } = {
  home: () => <HomePage />,
  gallery: () => <GalleryPage />,
  galleryApp: ({ app }) => <GalleryAppPage key={app} app={app} />,
  setup: ({ draftId, query }) => <SetupPage key={draftId} draftId={draftId} step={query?.['step']} />,
  runs: ({ integrationId }) => <RunsPage key={integrationId} integrationId={integrationId} />,
  run: ({ integrationId, runId }) => <RunPage key={runId} integrationId={integrationId} runId={runId} />,
  compare: (route) => <ComparePage key={`${route.integrationId} ${route.from} ${route.to}`} route={route} />,
  plans: ({ integrationId }) => <PlanPage key={integrationId} integrationId={integrationId} planId={undefined} />,
  plan: ({ integrationId, planId }) => <PlanPage key={integrationId} integrationId={integrationId} planId={planId} />,
  rostering: (route) => <BrowsePage key={`rostering ${route.integrationId}`} route={route} />,
  gradebook: (route) => <BrowsePage key={`gradebook ${route.integrationId}`} route={route} />,
  sheet: (route) => <SheetPage key={`sheet ${route.integrationId} ${route.classSourcedId}`} route={route} />,
  quality: ({ integrationId, query }) => (
    <QualityPage key={integrationId} integrationId={integrationId} open={query?.['rule']} />
  ),
  help: ({ topic }) => <HelpPage topic={topic} />,
  settings: ({ integrationId, section }) => (
    <SettingsPage key={integrationId} integrationId={integrationId} section={section} />
  ),
  exports: ({ integrationId }) => <ExportsPage key={integrationId} integrationId={integrationId} />,
  reports: ({ integrationId, report, query }) => (
    <ReportsPage key={integrationId} integrationId={integrationId} report={report} week={query?.['week']} />
  ),
  issues: (route) => <IssuesPage key={route.integrationId} route={route} />,
  appearance: () => <AppearancePage />,
  remap: ({ integrationId }) => <RemapPage key={integrationId} integrationId={integrationId} />,
};

export function Screen({ route }: { readonly route: Route }) {
  // SAFETY: the screen of a route is the one that takes it.
  const show = screens[route.screen] as (route: Route) => ReactNode;
  return show(route);
}
