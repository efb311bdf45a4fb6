import './browse.css';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { BrowseView } from '../../../shared/browse/views.ts';
import type { NamedReference } from '../../../shared/ipc/contract/browse.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf, navigate, type Route } from '../../route.ts';
import { emptyState, readState, writeState, type BrowseState } from './address.ts';
import { AsOfBanner } from './as-of-banner.tsx';
import { BrowseEmpty, GradeSyncOff } from './browse-empty.tsx';
import { BrowseList } from './browse-list.tsx';
import { viewsOf, type BrowseScreen } from './browse-screens.ts';
import { recordHref } from './record-address.ts';
import { RecordPanel } from './record-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { screenNames, texts, viewNames } from './texts.ts';

type BrowseRoute = Extract<Route, { readonly screen: BrowseScreen }>;

/** Rosters or gradebooks of the local copy: a list per entity, and a record beside it. */
export function BrowsePage({ route }: { readonly route: BrowseRoute }) {
  const { screen, integrationId } = route;
  const views = viewsOf(screen);
  const view = views.find((each) => each === route.view) ?? views[0] ?? 'students';
  const state = readState(route.query);
  const home = useQuery(homeQuery(useClient()));
  const card = home.data?.find((each) => each.integrationId === integrationId);
  const goTo = (next: BrowseState, options?: { readonly replace: boolean }): void =>
    navigate({ screen, integrationId, view, query: writeState(next) }, options);
  /** A record is shown beside its own list, at the same time of the copy. */
  const hrefOfRecord = ({ sourcedId }: NamedReference): string => recordHref(integrationId, sourcedId, state.asOf);

  return (
    <div className="gs-browse">
      <div className="gs-browse-head">
        <PageHeading title={screenNames[screen]} />
        <ViewTabs screen={screen} integrationId={integrationId} view={view} asOf={state.asOf} />
      </div>
      {state.asOf === null ? null : <AsOfBanner integrationId={integrationId} runId={state.asOf} route={route} />}
      {card === undefined ? (
        <Skeleton height={300} radius="lg" aria-hidden />
      ) : card.state === 'neverSynced' || isWithoutRecords(card) ? (
        <BrowseEmpty card={card} view={view} />
      ) : screen === 'gradebook' && !card.gradeSync && !hasGradebook(card) ? (
        <GradeSyncOff />
      ) : (
        <div className="gs-browse-body gs-card">
          <BrowseList
            key={view}
            integrationId={integrationId}
            view={view}
            state={state}
            onState={goTo}
            hrefOfRecord={hrefOfRecord}
          />
          {state.open === null ? null : (
            <SidePanel
              label={texts.recordPanel}
              resizeLabel={texts.resizePanel}
              onClose={() => closePanel(() => goTo({ ...state, open: null, tab: emptyState.tab }))}
            >
              <RecordPanel
                integrationId={integrationId}
                open={state.open}
                asOf={state.asOf}
                tab={state.tab}
                onTab={(tab) => goTo({ ...state, tab }, { replace: true })}
                onClose={() => closePanel(() => goTo({ ...state, open: null, tab: emptyState.tab }))}
                hrefOfRecord={hrefOfRecord}
              />
            </SidePanel>
          )}
        </div>
      )}
    </div>
  );
}

/** The focus goes back to the list. */
function closePanel(close: () => void): void {
  close();
  document.querySelector<HTMLElement>('[role="grid"] [data-active]')?.focus({ preventScroll: true });
}

const isWithoutRecords = ({ records, state }: HomeCard): boolean =>
  state === 'syncing' && Object.values(records).every((count) => count === 0);
const hasGradebook = ({ records }: HomeCard): boolean =>
  (records.category ?? 0) + (records.lineItem ?? 0) + (records.result ?? 0) > 0;

interface TabsProps {
  readonly screen: BrowseScreen;
  readonly integrationId: string;
  readonly view: BrowseView;
  readonly asOf: string | null;
}

function ViewTabs({ screen, integrationId, view, asOf }: TabsProps) {
  return (
    <nav aria-label={screenNames[screen]} className="gs-tabs">
      {viewsOf(screen).map((each) => (
        <a
          key={each}
          href={hrefOf({ screen, integrationId, view: each, query: writeState({ ...emptyState, asOf }) })}
          className="gs-tab"
          aria-current={each === view ? 'page' : undefined}
        >
          {viewNames[each]}
        </a>
      ))}
    </nav>
  );
}
