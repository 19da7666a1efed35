import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import {
  Movement,
  Team,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { daysBefore, today } from '../history';
import { Panel, Stack, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { Loaded, LoadedContent, useLoaded } from '../loading';
import { ScorecardResults } from '../service/ScorecardResults';
import { TeamsHeatmap } from '../teams/TeamsHeatmap';
import { useReadinessTranslation } from '../translations';
import { ExitCriteriaPanel } from './ExitCriteriaPanel';
import { ServicesPanel } from './ServicesPanel';
import { TeamFixes } from './TeamFixes';
import { TeamHeadline } from './TeamHeadline';

const comparedDays = 30;

type TeamHeading = (team: Team, scorecard?: string) => ReactNode;

/** The fixes, or why there are none. */
function FixesPanel(props: { team: Team }) {
  const { team } = props;
  const { fixes, standing } = team;
  const { t } = useReadinessTranslation();
  if (fixes.length === 0 && standing.withTarget === 0) {
    return null;
  }
  const none =
    standing.onTarget === standing.withTarget
      ? t('team.fixes.none')
      : t('team.fixes.noneKnown');
  return (
    <Panel
      title={t('team.fixes.title')}
      note={fixes.length > 0 ? t('team.fixes.note') : undefined}
    >
      {fixes.length > 0 ? (
        <TeamFixes fixes={fixes} team={team.team.ref} />
      ) : (
        <Typography variant="body2">{none}</Typography>
      )}
    </Panel>
  );
}

function TeamBody(props: {
  team: Team;
  movement: Loaded<Movement>;
  scorecard?: string;
  heading: TeamHeading;
}) {
  const { team, movement, scorecard } = props;
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const levels = Math.max(
    0,
    ...[...team.standing.levels, ...team.entities].map(({ level }) => level),
  );
  return (
    <Stack>
      {props.heading(team, scorecard)}
      <TeamHeadline
        team={team}
        movement={movement}
        history={links.teamHistory(team.team.ref, scorecard)}
      />
      <FixesPanel team={team} />
      <ServicesPanel team={team} scorecard={scorecard} levels={levels} />
      {team.children.length > 0 && (
        <Panel title={t('team.children.title')}>
          <TeamsHeatmap
            label={t('team.children.label')}
            rows={team.children}
            areas={team.standing.areas.map(entry => entry.area)}
            scorecard={scorecard}
          />
        </Panel>
      )}
      {team.exitCriteria && <ExitCriteriaPanel criteria={team.exitCriteria} />}
      {team.own.map(readiness => (
        <ScorecardResults
          key={readiness.scorecard.id}
          readiness={readiness}
          title={t('team.own', { scorecard: readiness.scorecard.title })}
        />
      ))}
    </Stack>
  );
}

/**
 * How one team stands: its headline, next fixes, services, child teams, exit criteria and own results.
 */
export function TeamOverview(props: {
  namespace: string;
  name: string;
  /** What stands above: the title of a page, or what its page has not said. */
  heading: TeamHeading;
}) {
  const { namespace, name, heading } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const [parameters] = useSearchFilters();
  const scorecard = parameters.get('scorecard') ?? undefined;
  const team = useLoaded(scorecard ?? '', () =>
    api.getTeam({ namespace, name }, { scorecard }),
  );
  const movement = useLoaded(scorecard ?? '', () =>
    api.history.getMovement({
      scope: 'team',
      ref: `group:${namespace}/${name}`,
      scorecard,
      from: daysBefore(today(), comparedDays),
    }),
  );
  return (
    <LoadedContent
      of={team}
      what={t('team.what')}
      parts={['title', 'headline', 'list', 'table']}
      missing={
        <EmptyState
          missing="content"
          title={t('team.none', { name })}
          description={t('team.noneHint')}
          action={<Link to={links.teams()}>{t('team.allTeams')}</Link>}
        />
      }
    >
      {value => (
        <TeamBody
          team={value}
          movement={movement}
          scorecard={scorecard}
          heading={heading}
        />
      )}
    </LoadedContent>
  );
}
