import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  ScorecardReadiness,
  Trend,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  lacksData,
  readinessApiRef,
  Sparkline,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

const width = 120;
const height = 24;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.25, 1),
      fontSize: theme.typography.body2.fontSize,
    },
    number: {
      fontSize: '1rem',
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
    },
    aside: { color: theme.palette.text.secondary },
    // Keeps its place while it is on its way.
    line: { display: 'inline-block', width, height },
  }),
  { name: 'ReadinessScoreTrend' },
);

/**
 * The scores of a trend; days on which too little was known have none.
 */
export function scorePoints(
  points: Trend['points'],
): Array<{ day: string; value: number | null }> {
  return points.map(({ day, share }) => ({
    day,
    value: lacksData(share) ? null : share.score,
  }));
}

/**
 * The score of a service, and how it went, as small as a word. The trend is an aside: nothing waits for it, and where
 * it cannot be had the score stands alone.
 */
export function ScoreTrend(props: {
  /** Entity ref. */
  entity: string;
  readiness: ScorecardReadiness;
}) {
  const { entity, readiness } = props;
  const { scorecard, share } = readiness;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const trend = useLoaded(scorecard.id, () =>
    api.history.getTrend({
      scope: 'entity',
      ref: entity,
      scorecard: scorecard.id,
    }),
  ).value;
  return (
    <span className={classes.root}>
      <span className={classes.aside}>{t('service.score.label')}</span>
      <span className={classes.number}>
        {lacksData(share) || share.score === null
          ? t('service.score.lacksData')
          : words.percent(share.score)}
      </span>
      <span className={classes.line}>
        {trend && trend.points.length > 0 && (
          <Sparkline
            label={t('service.score.sparkline', { scorecard: scorecard.title })}
            points={scorePoints(trend.points)}
            from={trend.from}
            to={trend.to}
            missing={trend.missing}
            width={width}
            height={height}
          />
        )}
      </span>
    </span>
  );
}
