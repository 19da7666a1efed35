import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import { ScorecardReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  dayWords,
  LevelBadge,
  TargetLabel,
} from '@team-readiness/backstage-plugin-readiness-react';

const useStyles = makeStyles(
  theme => ({
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 3),
    },
    level: { fontSize: '1.5rem', fontWeight: 600 },
    target: { fontSize: '1rem' },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    words: { marginTop: theme.spacing(0.5) },
  }),
  { name: 'ReadinessLevelHeadline' },
);

/**
 * What holds, exempts, limits or defers the level, a sentence each.
 */
export function levelSentences(readiness: ScorecardReadiness): string[] {
  const { heldSince, heldUntil, level, ceiling, levels, exemptions } =
    readiness;
  const highest = Math.max(0, ...levels.map(entry => entry.level));
  const sentences: string[] = [];
  if (heldSince) {
    const until = heldUntil
      ? ` It is lowered on ${dayWords(heldUntil)} unless the data comes back.`
      : '';
    sentences.push(
      `Level ${level} is held: data is missing since ${dayWords(
        heldSince,
      )}.${until}`,
    );
  }
  if (exemptions > 0) {
    sentences.push(
      `The level rests on ${countWords(
        exemptions,
        'exemption',
        'exemptions',
      )} with an end date.`,
    );
  }
  if (readiness.inGrace) {
    sentences.push(
      'New: results show here, but do not count for the team yet.',
    );
  }
  if (ceiling > 0 && ceiling < highest) {
    sentences.push(
      `Level ${ceiling} is the highest that applies here: no check of a higher one is asked of it.`,
    );
  }
  return sentences;
}

/**
 * Level, target and the distance between them.
 */
export function LevelHeadline(props: { readiness: ScorecardReadiness }) {
  const { readiness } = props;
  const classes = useStyles();
  return (
    <div>
      <div className={classes.line}>
        <span className={classes.level}>
          <LevelBadge {...readiness} of={readiness.levels.length} />
        </span>
        <span className={classes.target}>
          <TargetLabel {...readiness} fixes={readiness.fixes.length} />
        </span>
        <span className={classes.aside}>
          {readiness.targetLevel === null
            ? 'No level is asked of it'
            : `Target: level ${readiness.targetLevel}`}
        </span>
      </div>
      {levelSentences(readiness).map(sentence => (
        <Typography key={sentence} variant="body2" className={classes.words}>
          {sentence}
        </Typography>
      ))}
    </div>
  );
}
