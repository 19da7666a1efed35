import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  RelativeDate,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode, useMemo } from 'react';
import { DownloadButton } from '../layout/DownloadButton';
import { OnSight } from '../history/OnSight';
import { Notice, Panel, Stack, useSearchFilters } from '../layout';
import { quietOnPage } from '../layout/quietOnPage';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { BiggestGaps } from './BiggestGaps';
import { BiggestMovers } from './BiggestMovers';
import { DependencyRisks } from './DependencyRisks';
import { EvaluationBanner } from './EvaluationBanner';
import { findTeams } from './findTeams';
import { FirstSteps } from './FirstSteps';
import { NoTeamFound } from './NoTeamFound';
import { OrganisationTrend } from './OrganisationTrend';
import { StandingNumbers } from './StandingNumbers';
import { TeamsFilterBar } from './TeamsFilterBar';
import { HeatmapTeam } from './teamRows';
import { TeamsHeatmap } from './TeamsHeatmap';
import { TeamsFilters, useTeamsFilters } from './useTeamsFilters';

const useStyles = makeStyles(
  theme => ({
    read: { color: quietOnPage(theme) },
    halves: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 400px), 1fr))',
      gap: theme.spacing(2),
    },
  }),
  { name: 'ReadinessTeamsPage' },
);

/** What nobody owns, and the teams that have something of what the filters pick. */
function heatmapTeams(overview: Overview, isFiltered: boolean): HeatmapTeam[] {
  const teams = overview.teams.filter(
    ({ standing }) => !isFiltered || standing.entities + standing.inGrace > 0,
  );
  return overview.unowned
    ? [{ team: null, standing: overview.unowned }, ...teams]
    : teams;
}

function TeamsPanel(props: {
  overview: Overview;
  filters: TeamsFilters;
  search: string;
  /** When the catalog was read. */
  read: ReactNode;
}) {
  const { overview, filters, search, read } = props;
  const api = useApi(readinessApiRef);
  const { t, words } = useReadinessTranslation();
  const [, setFilter] = useSearchFilters();
  const { scorecard, domain, tier, lifecycle, area } = filters;
  const picks = { scorecard, domain, tier, lifecycle };
  const isFiltered = Boolean(domain || tier !== undefined || lifecycle);
  const teams = useMemo(
    () => heatmapTeams(overview, isFiltered),
    [overview, isFiltered],
  );
  const found = useMemo(
    () => (search ? findTeams(teams, search) : teams),
    [teams, search],
  );
  const areas = useMemo(
    () => overview.total.areas.map(entry => entry.area),
    [overview],
  );
  const teamCount = t('teams.teamCount', {
    count: teams.filter(({ team }) => team).length,
  });
  const content = () => {
    if (overview.teams.length === 0 && !overview.unowned) {
      return (
        <EmptyState
          missing="content"
          title={t('teams.noTeams.title')}
          description={t('teams.noTeams.description')}
        />
      );
    }
    if (search && found.length === 0) {
      return (
        <NoTeamFound
          search={search}
          isNarrowed={isFiltered}
          onClear={() => setFilter('search', [])}
        />
      );
    }
    return (
      <TeamsHeatmap
        label={t('teams.heatmap')}
        rows={found}
        areas={areas}
        scorecard={scorecard}
        firstArea={area}
        asTree={!search}
      />
    );
  };
  return (
    <Panel
      title={t('teams.title')}
      note={
        <>
          <span role="status">
            {search
              ? t('teams.found', {
                  found: words.number(found.length),
                  teams: teamCount,
                })
              : t('teams.counts', {
                  teams: teamCount,
                  services: t('teams.serviceCount', {
                    count: overview.total.entities,
                  }),
                })}
          </span>
          {' · '}
          {read}
        </>
      }
      action={
        <DownloadButton
          fileName="readiness-teams.csv"
          load={() =>
            api.rollups.exportRollups({
              by: 'team',
              ...picks,
              ...(search ? { search } : {}),
            })
          }
        />
      }
    >
      {content()}
    </Panel>
  );
}

function TeamsContent(props: {
  overview: Overview;
  teamsFilters: ReturnType<typeof useTeamsFilters>;
  onLookAgain(): void;
}) {
  const { overview, onLookAgain } = props;
  const { filters, search, isNarrowed, reset } = props.teamsFilters;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const { evaluation, total } = overview;
  const isNothingYet =
    !isNarrowed &&
    total.entities === 0 &&
    (overview.teams.length === 0 || evaluation.evaluatedAt === null);
  const read = evaluation.evaluatedAt
    ? t('teams.lastRead', {
        when: <RelativeDate at={evaluation.evaluatedAt} />,
      })
    : t('teams.notRead');
  return (
    <Stack>
      {isNothingYet ? (
        <Typography variant="body2" className={classes.read}>
          {read}
        </Typography>
      ) : (
        <TeamsFilterBar
          overview={overview}
          filters={filters}
          search={search}
          isNarrowed={isNarrowed}
          onReset={reset}
        />
      )}
      <EvaluationBanner evaluation={evaluation} onLookAgain={onLookAgain} />
      {isNothingYet ? (
        <FirstSteps
          done={{
            teams: overview.teams.length > 0,
            sources: evaluation.firstRunComplete,
            standards: true,
          }}
        />
      ) : (
        <>
          <StandingNumbers
            standing={total}
            scorecard={overview.scorecard.id}
            filters={filters}
          />
          <TeamsPanel
            overview={overview}
            filters={filters}
            search={search}
            read={read}
          />
          {total.hidden > 0 && (
            <Notice>{t('teams.hidden', { count: total.hidden })}</Notice>
          )}
          <OnSight anchor="trend">
            <OrganisationTrend filters={filters} />
          </OnSight>
          <OnSight anchor="gaps">
            <div className={classes.halves}>
              <BiggestGaps filters={filters} />
              <BiggestMovers filters={filters} />
            </div>
          </OnSight>
          <OnSight anchor="dependencies">
            <DependencyRisks filters={filters} />
          </OnSight>
        </>
      )}
    </Stack>
  );
}

/**
 * All teams: four numbers, the heatmap of teams by areas, and below it how it went, what to do first, who moved, and
 * what leans on weaker services. Filters are in the address.
 */
export function TeamsPage() {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const teamsFilters = useTeamsFilters();
  const { scorecard, domain, tier, lifecycle } = teamsFilters.filters;
  const asked = { scorecard, domain, tier, lifecycle };
  const overview = useLoaded(JSON.stringify(asked), () =>
    api.getOverview(asked),
  );
  return (
    <LoadedContent
      of={overview}
      what={t('teams.what')}
      parts={['filters', 'tiles', 'grid']}
      missing={
        scorecard === undefined ? (
          <FirstSteps
            done={{ teams: false, sources: false, standards: false }}
          />
        ) : undefined
      }
    >
      {value => (
        <TeamsContent
          overview={value}
          teamsFilters={teamsFilters}
          onLookAgain={overview.reload}
        />
      )}
    </LoadedContent>
  );
}
