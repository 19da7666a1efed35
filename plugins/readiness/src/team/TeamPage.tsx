import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useParams } from 'react-router-dom';
import { Panel, Stack, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { ScorecardResults } from '../service/ScorecardResults';
import { TeamsHeatmap } from '../teams/TeamsHeatmap';
import { ServicesTable } from './ServicesTable';
import { TeamContact } from './TeamContact';
import { TeamFixes } from './TeamFixes';
import { TeamHeadline } from './TeamHeadline';
import { TeamTitle } from './TeamTitle';

function TeamBody(props: { team: Team; scorecard?: string }) {
  const { team, scorecard } = props;
  const links = useReadinessLinks();
  const counted = team.standing.entities + team.standing.inGrace;
  const levels = Math.max(
    0,
    ...[...team.standing.levels, ...team.entities].map(({ level }) => level),
  );
  return (
    <Stack>
      <TeamTitle
        team={team.team.ref}
        title={team.team.title}
        parent={
          team.parent
            ? {
                title: team.parent.title,
                to: links.team(team.parent.ref, scorecard),
              }
            : undefined
        }
        note={
          <>
            {team.scorecard.title} · <TeamContact team={team} />
          </>
        }
        current="Overview"
      />
      <TeamHeadline team={team} />
      {team.fixes.length > 0 && (
        <Panel
          title="Next fixes"
          note="What brings most services closer to their target"
        >
          <TeamFixes fixes={team.fixes} team={team.team.ref} />
        </Panel>
      )}
      <Panel
        title="Services"
        note={
          counted > team.entities.length
            ? `The first ${team.entities.length} of ${counted}, farthest from target first`
            : countWords(team.entities.length, 'service', 'services')
        }
      >
        {team.entities.length > 0 ? (
          <ServicesTable services={team.entities} levels={levels} />
        ) : (
          <Typography variant="body2">
            This team owns no service that {team.scorecard.title} asks anything
            of.
          </Typography>
        )}
      </Panel>
      {team.children.length > 0 && (
        <Panel title="Child teams">
          <TeamsHeatmap
            label="Child teams by areas"
            rows={team.children}
            areas={team.standing.areas.map(entry => entry.area)}
            scorecard={scorecard}
          />
        </Panel>
      )}
      {team.own.map(readiness => (
        <ScorecardResults
          key={readiness.scorecard.id}
          readiness={readiness}
          title={`The team itself: ${readiness.scorecard.title}`}
        />
      ))}
    </Stack>
  );
}

function LoadedTeam(props: { namespace: string; name: string }) {
  const { namespace, name } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const [parameters] = useSearchFilters();
  const scorecard = parameters.get('scorecard') ?? undefined;
  const team = useLoaded(scorecard ?? '', () =>
    api.getTeam({ namespace, name }, { scorecard }),
  );
  return (
    <LoadedContent
      of={team}
      what="the team"
      rows={6}
      missing={
        <EmptyState
          missing="content"
          title={`No team "${name}"`}
          description="The catalog has no such group, or you may not see it."
          action={<Link to={links.teams()}>All teams</Link>}
        />
      }
    >
      {value => <TeamBody team={value} scorecard={scorecard} />}
    </LoadedContent>
  );
}

/**
 * One team: its headline, next fixes, services, child teams and own results.
 */
export function TeamPage() {
  const { namespace = '', name = '' } = useParams();
  return (
    <LoadedTeam
      key={`${namespace}/${name}`}
      namespace={namespace}
      name={name}
    />
  );
}
