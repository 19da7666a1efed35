import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  Rollup,
  Trend,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  ShareBar,
  TrendChart,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { PlainColumn, PlainTable, Stack } from '../layout';
import { refWords, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

const shownAtFirst = 8;
const mostTeams = 100;

/** The sums of a team; what has no owner is none. */
type TeamRollup = Rollup & { key: string };

function isOfTeam(rollup: Rollup): rollup is TeamRollup {
  return rollup.key !== null;
}

function Curve(props: { title: string; trend: Trend }) {
  const { title, trend } = props;
  const { points, from, to, missing } = trend;
  const { t, words } = useReadinessTranslation();
  if (points.length === 0) {
    return (
      <Typography variant="body2">{t('standards.adoption.none')}</Typography>
    );
  }
  if (points.length === 1 && points[0].day === to) {
    return (
      <Typography variant="body2">
        {t('standards.adoption.begun', { day: words.day(to) })}
      </Typography>
    );
  }
  return (
    <TrendChart
      label={t('standards.adoption.label', {
        scorecard: title,
        from: words.day(from),
        to: words.day(to),
      })}
      series={[
        {
          id: 'adoption',
          name: t('standards.adoption.name'),
          points: points.map(({ day, share }) => ({
            day,
            value: share.adoption,
          })),
        },
      ]}
      from={from}
      to={to}
      missing={missing}
      height={160}
    />
  );
}

function Teams(props: {
  scorecard: { id: string; title: string };
  teams: readonly TeamRollup[];
}) {
  const { scorecard, teams } = props;
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const rows = unfolded ? teams : teams.slice(0, shownAtFirst);
  const columns: PlainColumn<TeamRollup>[] = [
    {
      title: t('standards.adoption.team'),
      rowHeader: true,
      cell: ({ key, title }) => (
        <Link to={links.team(key, scorecard.id)}>{title ?? refWords(key)}</Link>
      ),
    },
    {
      title: t('standards.adoption.name'),
      cell: ({ standing }) => <ShareBar ratio={standing.overall.adoption} />,
    },
    {
      title: t('standards.adoption.onTarget'),
      align: 'right',
      cell: ({ standing }) =>
        t('standards.adoption.ofServices', {
          onTarget: words.number(standing.onTarget),
          withTarget: words.number(standing.withTarget),
        }),
    },
  ];
  return (
    <div>
      <PlainTable
        label={t('standards.adoption.teams', { scorecard: scorecard.title })}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
      />
      {rows.length < teams.length && (
        <Button size="small" onClick={() => setUnfolded(true)}>
          {t('standards.adoption.showAllTeams', {
            number: words.number(teams.length),
          })}
        </Button>
      )}
    </div>
  );
}

/**
 * How a whole scorecard was adopted, day by day, and by which teams.
 */
export function StandardAdoption(props: {
  scorecard: { id: string; title: string };
}) {
  const { scorecard } = props;
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const trend = useLoaded(scorecard.id, () =>
    api.history.getTrend({ scope: 'organisation', scorecard: scorecard.id }),
  );
  const teams = useLoaded(scorecard.id, () =>
    api.rollups.listRollups({
      by: 'team',
      scorecard: scorecard.id,
      limit: mostTeams,
    }),
  );
  const what = t('standards.adoption.what');
  return (
    <Stack>
      <LoadedContent of={trend} what={what} rows={4} shape="chart">
        {value => <Curve title={scorecard.title} trend={value} />}
      </LoadedContent>
      <LoadedContent of={teams} what={what} rows={4}>
        {({ items }) => {
          const owned = items.filter(isOfTeam);
          return (
            owned.length > 0 && <Teams scorecard={scorecard} teams={owned} />
          );
        }}
      </LoadedContent>
    </Stack>
  );
}
