import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ScorecardReadiness,
  Trend,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  TrendChart,
} from '@team-readiness/backstage-plugin-readiness-react';
import { LoadedContent, useLoaded } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { scorePoints } from './ScoreTrend';

const useStyles = makeStyles(
  theme => ({
    root: { '& + &': { marginTop: theme.spacing(3) } },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    aside: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessServiceTrend' },
);

/**
 * The days on which the level changed, with the level that began.
 *
 * @param t - translates
 */
export function levelMarks(
  t: ReadinessT,
  points: Trend['points'],
): Array<{ day: string; label: string }> {
  return points.flatMap(({ day, level }, index) => {
    const before = points[index - 1]?.level;
    if (typeof level !== 'number' || typeof before !== 'number') {
      return [];
    }
    const label =
      level === 0
        ? t('service.trend.noLevel')
        : t('service.trend.level', { level: String(level) });
    return level === before ? [] : [{ day, label }];
  });
}

function ScorecardTrend(props: {
  entity: string;
  readiness: ScorecardReadiness;
}) {
  const { entity, readiness } = props;
  const { scorecard } = readiness;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const trend = useLoaded(scorecard.id, () =>
    api.history.getTrend({
      scope: 'entity',
      ref: entity,
      scorecard: scorecard.id,
    }),
  );
  return (
    <section className={classes.root} aria-label={scorecard.title}>
      <Typography component="h3" className={classes.title}>
        {scorecard.title}
      </Typography>
      <LoadedContent
        of={trend}
        what={t('service.trend.what')}
        rows={3}
        shape="chart"
      >
        {({ points, from, to, missing }) =>
          points.length > 0 ? (
            <>
              <TrendChart
                label={t('service.trend.label', {
                  scorecard: scorecard.title,
                  from: words.day(from),
                  to: words.day(to),
                })}
                series={[
                  {
                    id: 'score',
                    name: t('service.trend.series'),
                    points: scorePoints(points),
                  },
                ]}
                from={from}
                to={to}
                missing={missing}
                marks={levelMarks(t, points)}
                height={160}
              />
              <Typography variant="body2" className={classes.aside}>
                {t('service.trend.aside')}
              </Typography>
            </>
          ) : (
            <Typography variant="body2">{t('service.trend.none')}</Typography>
          )
        }
      </LoadedContent>
    </section>
  );
}

/**
 * How score and level of a service went, for each of its scorecards.
 */
export function ServiceTrend(props: {
  /** Entity ref. */
  entity: string;
  scorecards: readonly ScorecardReadiness[];
}) {
  const { entity, scorecards } = props;
  return (
    <>
      {scorecards.map(readiness => (
        <ScorecardTrend
          key={readiness.scorecard.id}
          entity={entity}
          readiness={readiness}
        />
      ))}
    </>
  );
}
