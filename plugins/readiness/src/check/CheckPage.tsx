import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import {
  CheckDetails,
  TeamRef,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
  readinessApiRef,
  ShareBar,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useParams } from 'react-router-dom';
import {
  Notice,
  PageTitle,
  Panel,
  PlainColumn,
  PlainTable,
  Stack,
} from '../layout';
import { useAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { effortWords } from '../service/effortWords';
import { stageWords } from '../standards/stageWords';
import { CheckEntities } from './CheckEntities';
import { CheckExplained } from './CheckExplained';
import { CheckNumbers } from './CheckNumbers';

type TeamCount = CheckDetails['teams'][number];

function TeamsOfCheck(props: { check: CheckDetails }) {
  const { check } = props;
  const links = useReadinessLinks();
  const { scorecard, id } = check.summary;
  const teamLink = (team: TeamRef) =>
    links.check(scorecard, id, { team: team.ref });
  const columns: PlainColumn<TeamCount>[] = [
    {
      title: 'Team',
      rowHeader: true,
      cell: row => <Link to={teamLink(row.team)}>{row.team.title}</Link>,
    },
    { title: 'Adoption', cell: row => <ShareBar ratio={row.adoption} /> },
    { title: 'Met', align: 'right', cell: row => row.counts.pass },
    { title: 'Not met', align: 'right', cell: row => row.counts.fail },
    {
      title: 'No data',
      align: 'right',
      cell: row => row.counts.unknown + row.counts.error,
    },
    { title: 'Exempt', align: 'right', cell: row => row.counts.exempt },
  ];
  return (
    <PlainTable
      label="Teams"
      columns={columns}
      rows={check.teams}
      rowKey={row => row.team.ref}
    />
  );
}

function roleWords({ summary }: CheckDetails): string {
  return [
    areaNames[summary.area],
    summary.gate
      ? `needed for level ${summary.level} ${summary.levelName}`
      : 'score only',
    effortWords(summary.effort),
    stageWords(summary),
  ]
    .filter(Boolean)
    .join(' · ');
}

function CheckBody(props: { check: CheckDetails }) {
  const { check } = props;
  const links = useReadinessLinks();
  return (
    <Stack>
      <PageTitle
        path={[{ title: 'Standards', to: links.standards() }]}
        title={check.summary.title}
        note={
          <>
            {check.summary.question}
            <br />
            {check.scorecard.title} · {roleWords(check)}
          </>
        }
      />
      <CheckNumbers check={check.summary} />
      <CheckExplained check={check} />
      {check.summary.connected && <CheckEntities check={check} />}
      {check.teams.length > 0 && (
        <Panel title="By team">
          <TeamsOfCheck check={check} />
        </Panel>
      )}
      {check.hidden > 0 && (
        <Notice>
          {countWords(check.hidden, 'entity is', 'entities are')} hidden from
          you and in no number here.
        </Notice>
      )}
    </Stack>
  );
}

function LoadedCheck(props: { scorecard: string; id: string }) {
  const { scorecard, id } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const check = useLoaded('', () => api.getCheck({ scorecard, id }));
  useAnchor(check.value !== undefined);
  return (
    <LoadedContent
      of={check}
      what="the check"
      rows={6}
      missing={
        <EmptyState
          missing="content"
          title="No such check"
          description="The standards have no check of this name any more."
          action={<Link to={links.standards()}>All standards</Link>}
        />
      }
    >
      {value => <CheckBody check={value} />}
    </LoadedContent>
  );
}

/**
 * One check: question, why, how to fix, adoption, teams, and its entities.
 */
export function CheckPage() {
  const { scorecard = '', id = '' } = useParams();
  return (
    <LoadedCheck key={`${scorecard}/${id}`} scorecard={scorecard} id={id} />
  );
}
