import { Badge, CloseButton, Group, Skeleton, Stack, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { BrowseRecord, NamedReference } from '../../../shared/ipc/contract/browse.ts';
import { useClient } from '../../api/client-context.ts';
import { ErrorNote } from '../../components/error-note.tsx';
import { sheetHref } from '../sheet/address.ts';
import { SheetLink } from '../sheet/sheet-link.tsx';
import { panelTabs, type OpenRecord, type PanelTab } from './address.ts';
import { HistoryTab } from './history-tab.tsx';
import { IdentifiersTab } from './identifiers-tab.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { recordQuery } from './queries.ts';
import { RelatedTab } from './related-tab.tsx';
import { oneOf, texts } from './texts.ts';

interface Props {
  readonly integrationId: string;
  readonly open: OpenRecord;
  readonly asOf: string | null;
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
  readonly onClose: () => void;
  readonly hrefOfRecord: (reference: NamedReference) => string;
}

/** All about one record. */
export function RecordPanel({ onTab, onClose, ...props }: Props) {
  const { integrationId, open, asOf, tab } = props;
  const detail = useQuery(recordQuery(useClient(), integrationId, open, asOf));
  const record = detail.data;
  return (
    <Stack gap="sm" h="100%" p="md" pt="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <PanelTitle key={open.sourcedId} record={record} />
        <CloseButton aria-label={texts.closeRecord} onClick={onClose} />
      </Group>
      {detail.error === null ? null : <ErrorNote error={detail.error} />}
      {detail.isPending ? <Skeleton height={220} radius="md" aria-hidden /> : null}
      {record?.entity === 'class' && record.related.some(({ view, total }) => view === 'lineItems' && total > 0) ? (
        <SheetLink href={sheetHref(integrationId, record.sourcedId, asOf)} />
      ) : null}
      {record === undefined ? null : (
        <Tabs
          value={tab}
          onChange={(next) => onTab(panelTabs.find((each) => each === next) ?? 'overview')}
          className="gs-panel-tabs"
          keepMounted={false}
        >
          <Tabs.List>
            {panelTabs.map((each) => (
              <Tabs.Tab key={each} value={each} px="xs">
                {texts.panelTabs[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {panelTabs.map((each) => (
            <Tabs.Panel key={each} value={each} className="gs-panel-body" tabIndex={0}>
              <Content {...props} tab={each} record={record} />
            </Tabs.Panel>
          ))}
        </Tabs>
      )}
    </Stack>
  );
}

function PanelTitle({ record }: { readonly record: BrowseRecord | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Opened from a list, the focus stays there; from a link or the address it comes here.
    if (document.activeElement?.closest('[role="grid"]') === null) heading.current?.focus();
  }, []);
  return (
    <div className="gs-name">
      <Text size="xs" c="dimmed">
        {record === undefined ? ' ' : oneOf(record.view)}
      </Text>
      <Title order={2} size="h4" ref={heading} tabIndex={-1} className="gs-heading" dir="auto">
        {record?.title ?? texts.recordPanel}
      </Title>
      {record?.isRemoved === true ? (
        <Badge color="gray" variant="light" tt="none" radius="sm">
          {texts.removed}
        </Badge>
      ) : null}
    </div>
  );
}

type ContentProps = Pick<Props, 'integrationId' | 'asOf' | 'tab' | 'hrefOfRecord'> & { readonly record: BrowseRecord };

function Content({ tab, record, integrationId, asOf, hrefOfRecord }: ContentProps) {
  switch (tab) {
    case 'overview':
      return <OverviewTab record={record} hrefOfRecord={hrefOfRecord} />;
    case 'history':
      return <HistoryTab record={record} integrationId={integrationId} hrefOfRecord={hrefOfRecord} />;
    case 'identifiers':
      return <IdentifiersTab key={record.sourcedId} identifiers={record.identifiers} />;
    case 'related':
      return (
        <RelatedTab
          key={record.sourcedId}
          record={record}
          integrationId={integrationId}
          asOf={asOf}
          hrefOfRecord={hrefOfRecord}
        />
      );
  }
}
