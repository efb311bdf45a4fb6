import { NavLink, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { reportNames, type ReportName } from '../../../shared/ipc/contract/reports.ts';
import { useClient } from '../../api/client-context.ts';
import { homeQuery } from '../../api/queries.ts';
import { EnvironmentMark } from '../../components/environment-mark.tsx';
import { PageHeading } from '../../components/page-heading.tsx';
import { hrefOf } from '../../route.ts';
import { ProjectReport } from './project-report.tsx';
import { ReportTools } from './report-tools.tsx';
import './reports.css';
import { reportTexts, texts } from './texts.ts';
import { WeekReport } from './week-report.tsx';
import { WorksheetReport } from './worksheet-report.tsx';

interface Props {
  readonly integrationId: string;
  readonly report: string;
  /** A day of the week that is meant; undefined: the one that is under way. */
  readonly week: string | undefined;
}

/** What the people of a project print, sign and send each other. */
export function ReportsPage({ integrationId, report, week }: Props) {
  const home = useQuery(homeQuery(useClient()));
  const card = home.data?.find((one) => one.integrationId === integrationId);
  const shown = reportNames.find((name) => name === report) ?? 'worksheet';
  const day = week !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(week) ? week : null;
  return (
    <Stack gap="lg" className="gs-paper">
      <nav aria-label={texts.reports} className="gs-paper-list">
        {reportNames.map((name) => (
          <NavLink
            key={name}
            className="gs-nav"
            label={<Text size="sm">{reportTexts[name].title}</Text>}
            href={hrefOf({ screen: 'reports', integrationId, report: name })}
            active={name === shown}
            aria-current={name === shown ? 'page' : undefined}
          />
        ))}
      </nav>
      <div>
        <PageHeading key={shown} {...reportTexts[shown]} />
        {card === undefined ? null : (
          <div className="gs-print-only gs-paper-whose">
            <Text fw={600}>{card.name}</Text>
            <EnvironmentMark environment={card.environment} />
          </div>
        )}
      </div>
      <ReportTools integrationId={integrationId} report={shown} week={day} />
      <Report shown={shown} integrationId={integrationId} day={day} />
    </Stack>
  );
}

interface ReportProps {
  readonly shown: ReportName;
  readonly integrationId: string;
  readonly day: string | null;
}

function Report({ shown, integrationId, day }: ReportProps) {
  if (shown === 'worksheet') return <WorksheetReport integrationId={integrationId} />;
  if (shown === 'project') return <ProjectReport integrationId={integrationId} />;
  return <WeekReport integrationId={integrationId} day={day} />;
}
