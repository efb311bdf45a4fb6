import { useDebouncedValue } from '@mantine/hooks';
import {
  IconBook2,
  IconBuilding,
  IconChalkboard,
  IconChecklist,
  IconDeviceDesktop,
  IconHelp,
  IconHistory,
  IconKeyboard,
  IconMoon,
  IconRefresh,
  IconSettings,
  IconSun,
  IconUser,
  type Icon,
} from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Appearance } from '../../../shared/ipc/contract/appearance.ts';
import type { SearchHit } from '../../../shared/ipc/contract/browse.ts';
import type { HomeCard } from '../../../shared/ipc/contract/home.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { navigationOf } from '../../navigation.ts';
import { hrefOf, navigate } from '../../route.ts';
import { useAppearance } from '../appearance/use-appearance.ts';
import { recordHref } from '../browse/record-address.ts';
import { searchQuery } from '../browse/queries.ts';
import { helpTexts, topics } from '../help/texts.ts';
import { topicNames } from '../help/topic-of.ts';
import { sectionsOf } from '../settings/section-names.ts';
import { sectionTexts } from '../settings/texts.ts';
import { inOrder, matching, type FinderGroup, type FinderItem } from './finder-groups.ts';
import { shortcutTexts } from '../shortcuts/texts.ts';
import { useShowShortcuts } from '../shortcuts/show-shortcuts.ts';
import { finderTexts } from './texts.ts';

const kinds: readonly (readonly [SearchHit['kind'], string, Icon])[] = [
  ['person', finderTexts.people, IconUser],
  ['class', finderTexts.classes, IconChalkboard],
  ['course', finderTexts.courses, IconBook2],
  ['lineItem', finderTexts.lineItems, IconChecklist],
  ['school', finderTexts.schools, IconBuilding],
  ['run', finderTexts.runs, IconHistory],
];
const typingMs = 80;

/** What the box shows for a text: what is found in the local copy, and the pages and actions of the same name. */
export function useFinderGroups(
  integrationId: string | undefined,
  text: string,
): { readonly groups: readonly FinderGroup[]; readonly isSearching: boolean } {
  const client = useClient();
  const [wanted] = useDebouncedValue(text.trim(), typingMs);
  const canSearch = integrationId !== undefined && wanted !== '';
  const found = useQuery({
    ...searchQuery(client, integrationId ?? '', wanted),
    enabled: canSearch,
    placeholderData: keepPreviousData,
  });
  const cards = useQuery(homeQuery(client)).data ?? [];
  const card = cards.find((each) => each.integrationId === integrationId);
  const actions = useActions(integrationId);
  const hits = canSearch ? (found.data ?? []) : [];
  const records: readonly FinderGroup[] = kinds.map(([kind, label, Icon]) => ({
    label,
    items: hits.filter((hit) => hit.kind === kind).map((hit) => toItem(hit, Icon, integrationId ?? '')),
  }));
  const own: readonly FinderGroup[] = [
    { label: finderTexts.actions, items: matching(actions, text) },
    { label: finderTexts.pages, items: matching([...pagesOf(integrationId), ...sectionItems(card)], text) },
    { label: helpTexts.title, items: matching(helpItems, text) },
  ];
  const groups = inOrder(own, records, text);
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    isSearching: canSearch && (found.isFetching || wanted !== text.trim()),
  };
}

function toItem({ kind, sourcedId, title, detail }: SearchHit, Icon: Icon, integrationId: string): FinderItem {
  return {
    id: `${kind} ${sourcedId}`,
    name: title,
    note: detail === '' ? null : detail,
    Icon,
    go: () => {
      if (kind === 'run') navigate({ screen: 'run', integrationId, runId: sourcedId });
      else location.hash = recordHref(integrationId, sourcedId, null);
    },
  };
}

const pagesOf = (integrationId: string | undefined): readonly FinderItem[] =>
  navigationOf(integrationId).flatMap(({ label, entries }) =>
    entries.map((entry) => ({
      id: `page ${hrefOf(entry.to)}`,
      name: entry.label,
      note: label,
      Icon: entry.Icon,
      go: () => navigate(entry.to),
    })),
  );

const helpItems: readonly FinderItem[] = topicNames.map((topic) => ({
  id: `help ${topic}`,
  name: topics[topic].title,
  note: helpTexts.title,
  Icon: IconHelp,
  go: () => navigate({ screen: 'help', topic }),
}));

const sectionItems = (card: HomeCard | undefined): readonly FinderItem[] =>
  card === undefined
    ? []
    : sectionsOf(card.mode).map((section) => ({
        id: `settings ${section}`,
        name: sectionTexts[section].title,
        note: finderTexts.settings,
        Icon: IconSettings,
        go: () => navigate({ screen: 'settings', integrationId: card.integrationId, section }),
      }));

function useActions(integrationId: string | undefined): readonly FinderItem[] {
  const client = useClient();
  const { change } = useAppearance();
  const showShortcuts = useShowShortcuts();
  const scheme = (theme: Appearance['theme'], name: string, Icon: Icon): FinderItem => ({
    id: `scheme ${theme}`,
    name,
    note: null,
    Icon,
    go: () => change({ theme }),
  });
  const sync: FinderItem = {
    id: 'sync',
    name: finderTexts.syncNow,
    note: null,
    Icon: IconRefresh,
    go: async () => {
      if (integrationId !== undefined) await client.call('sync.start', { integrationId });
      navigate({ screen: 'home' });
    },
  };
  return [
    ...(integrationId === undefined ? [] : [sync]),
    {
      id: 'shortcuts',
      name: shortcutTexts.title,
      note: null,
      Icon: IconKeyboard,
      go: showShortcuts,
    },
    scheme('light', finderTexts.light, IconSun),
    scheme('dark', finderTexts.dark, IconMoon),
    scheme('system', finderTexts.system, IconDeviceDesktop),
  ];
}
