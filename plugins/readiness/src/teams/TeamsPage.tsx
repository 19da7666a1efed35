import { EmptyState } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  readinessApiRef,
  RelativeDate,
} from '@team-readiness/backstage-plugin-readiness-react';
import {
  FilterSelect,
  Notice,
  Panel,
  parseTier,
  Stack,
  tierOptions,
  useSearchFilters,
} from '../layout';
import { LoadedContent, useLoaded } from '../loading';
import { EvaluationBanner } from './EvaluationBanner';
import { StandingNumbers } from './StandingNumbers';
import { HeatmapRow, TeamsHeatmap } from './TeamsHeatmap';

function heatmapRows(overview: Overview): HeatmapRow[] {
  const anyMine = overview.teams.some(entry => entry.mine);
  const teams = overview.teams.map(entry => {
    let group: string | undefined;
    if (anyMine) {
      group = entry.mine ? 'My teams' : 'Other teams';
    }
    const { team, standing, childTeams } = entry;
    return { team, standing, childTeams, group };
  });
  return overview.unowned
    ? [{ team: null, standing: overview.unowned }, ...teams]
    : teams;
}

function hiddenWords(hidden: number): string {
  return hidden === 1
    ? '1 entity is hidden from you and is in no number here.'
    : `${hidden.toLocaleString(
        'en',
      )} entities are hidden from you and are in no number here.`;
}

/**
 * All teams: four numbers and the heatmap of teams by areas. Scorecard and
 * tier are in the address.
 */
export function TeamsPage() {
  const api = useApi(readinessApiRef);
  const [parameters, setFilter] = useSearchFilters();
  const scorecard = parameters.get('scorecard') ?? undefined;
  const tier = parseTier(parameters.get('tier'));
  const overview = useLoaded(JSON.stringify([scorecard, tier]), () =>
    api.getOverview({ scorecard, tier }),
  );

  return (
    <LoadedContent of={overview} what="the teams" rows={8}>
      {value => (
        <Stack>
          <Box
            display="flex"
            flexWrap="wrap"
            alignItems="center"
            justifyContent="space-between"
            gridGap={16}
          >
            <Typography variant="body2" color="textSecondary">
              {value.evaluation.evaluatedAt ? (
                <>
                  Last read <RelativeDate at={value.evaluation.evaluatedAt} />
                </>
              ) : (
                'Not read yet'
              )}
            </Typography>
            <Box display="flex" gridGap={12}>
              <FilterSelect
                label="Scorecard"
                value={value.scorecard.id}
                options={value.scorecards.map(({ id, title }) => ({
                  value: id,
                  label: title,
                }))}
                onChange={id => setFilter('scorecard', [id])}
              />
              <FilterSelect
                label="Tier"
                value={tier === undefined ? '' : String(tier)}
                options={tierOptions}
                onChange={next => setFilter('tier', [next])}
              />
            </Box>
          </Box>
          <EvaluationBanner
            evaluation={value.evaluation}
            onLookAgain={overview.reload}
          />
          <StandingNumbers
            standing={value.total}
            scorecard={value.scorecard.id}
            tier={tier}
          />
          <Panel
            title="Teams"
            note={`${countWords(
              value.teams.length,
              'team',
              'teams',
            )}, ${countWords(value.total.entities, 'service', 'services')}`}
          >
            {value.teams.length === 0 && !value.unowned ? (
              <EmptyState
                missing="content"
                title="No teams yet"
                description="Teams show here as soon as the catalog has groups that own services."
              />
            ) : (
              <TeamsHeatmap
                label="Teams by areas"
                rows={heatmapRows(value)}
                areas={value.total.areas.map(entry => entry.area)}
                scorecard={scorecard}
              />
            )}
          </Panel>
          {value.total.hidden > 0 && (
            <Notice>{hiddenWords(value.total.hidden)}</Notice>
          )}
        </Stack>
      )}
    </LoadedContent>
  );
}
