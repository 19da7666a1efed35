import { makeStyles } from '@material-ui/core/styles';
import { ScorecardReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import {
  LevelBadge,
  TargetLabel,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { levelSentences } from '../service/LevelHeadline';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    scorecard: {
      '& + &': { marginTop: theme.spacing(1.5) },
    },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.25, 3),
    },
    level: { fontSize: '1.25rem', fontWeight: 600 },
    aside: { color: theme.palette.text.secondary },
    words: {
      marginTop: theme.spacing(0.5),
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessReviewStanding' },
);

/**
 * Level and target of a service in each of its scorecards, with what holds or exempts the level.
 */
export function ReviewStanding(props: {
  scorecards: readonly ScorecardReadiness[];
}) {
  const { scorecards } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <Panel title={t('review.standing.title')}>
      {scorecards.map(readiness => (
        <div key={readiness.scorecard.id} className={classes.scorecard}>
          <div className={classes.line}>
            <span className={classes.level}>
              <LevelBadge {...readiness} of={readiness.levels.length} />
            </span>
            <TargetLabel {...readiness} fixes={readiness.fixes.length} />
            <span className={classes.aside}>
              {readiness.scorecard.title},{' '}
              {readiness.targetLevel === null
                ? t('review.standing.noTarget')
                : t('review.standing.target', {
                    level: String(readiness.targetLevel),
                  })}
            </span>
          </div>
          {levelSentences(t, words, readiness).map(sentence => (
            <div key={sentence} className={classes.words}>
              {sentence}
            </div>
          ))}
        </div>
      ))}
      {scorecards.length === 0 && t('review.standing.none')}
    </Panel>
  );
}
