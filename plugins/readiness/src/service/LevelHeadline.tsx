import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import {
  ExplainedResult,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  LevelBadge,
  TargetLabel,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment, ReactNode } from 'react';
import { resultAnchor } from '../links';
import { ReadinessT, useReadinessTranslation } from '../translations';

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
    score: { marginLeft: 'auto' },
  }),
  { name: 'ReadinessLevelHeadline' },
);

/**
 * What holds, exempts, limits or defers the level, a sentence each.
 *
 * @param t - translates
 * @param words - writes days
 */
export function levelSentences(
  t: ReadinessT,
  words: Words,
  readiness: ScorecardReadiness,
): string[] {
  const { heldSince, heldUntil, ceiling, levels, exemptions } = readiness;
  const highest = Math.max(0, ...levels.map(entry => entry.level));
  const level = String(readiness.level);
  const sentences: string[] = [];
  if (heldSince) {
    const since = words.day(heldSince);
    sentences.push(
      heldUntil
        ? t('service.headline.heldUntil', {
            level,
            since,
            until: words.day(heldUntil),
          })
        : t('service.headline.held', { level, since }),
    );
  }
  if (exemptions > 0) {
    sentences.push(t('service.headline.exemptions', { count: exemptions }));
  }
  if (readiness.inGrace) {
    sentences.push(t('service.headline.inGrace'));
  }
  if (ceiling > 0 && ceiling < highest) {
    sentences.push(t('service.headline.ceiling', { level: String(ceiling) }));
  }
  return sentences;
}

/**
 * The level that the fixes of an entity lead to: its target, or the highest that applies to it where that is lower.
 *
 * @returns null where no level is asked of it
 */
export function fixesLevel(
  readiness: Pick<ScorecardReadiness, 'targetLevel' | 'ceiling'>,
): number | null {
  const { targetLevel, ceiling } = readiness;
  return targetLevel !== null && ceiling > 0
    ? Math.min(targetLevel, ceiling)
    : targetLevel;
}

/** The gates of the level that has been reached. */
function gatesOf({ results, level }: ScorecardReadiness): ExplainedResult[] {
  return results.filter(
    result => result.gate && result.counts && result.level <= level,
  );
}

function Results(props: {
  results: readonly ExplainedResult[];
  scorecard: string;
}) {
  const { results, scorecard } = props;
  const { t, words } = useReadinessTranslation();
  return (
    <>
      {results.map((result, index) => {
        const link = (
          <Link to={`#${resultAnchor(scorecard, result.checkId)}`}>
            {result.title}
          </Link>
        );
        return (
          <Fragment key={result.checkId}>
            {index > 0 && ', '}
            {result.exemption
              ? t('service.headline.exemptUntil', {
                  check: link,
                  day: words.day(result.exemption.until),
                })
              : link}
          </Fragment>
        );
      })}
    </>
  );
}

/**
 * Level, target and the distance between them; what holds or exempts the level, with the results that it is about.
 */
export function LevelHeadline(props: {
  readiness: ScorecardReadiness;
  /** At the end of the line. */
  score?: ReactNode;
}) {
  const { readiness, score } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const gates = gatesOf(readiness);
  const held = readiness.heldSince
    ? gates.filter(({ outcome }) => ['unknown', 'error'].includes(outcome))
    : [];
  const exempt =
    readiness.exemptions > 0
      ? gates.filter(result => result.outcome === 'exempt')
      : [];
  const about = { scorecard: readiness.scorecard.id };
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
            ? t('service.headline.noTarget')
            : t('service.headline.target', {
                level: String(readiness.targetLevel),
              })}
        </span>
        {score && <span className={classes.score}>{score}</span>}
      </div>
      {levelSentences(t, words, readiness).map(sentence => (
        <Typography key={sentence} variant="body2" className={classes.words}>
          {sentence}
        </Typography>
      ))}
      {held.length > 0 && (
        <Typography variant="body2" className={classes.words}>
          {t('service.headline.missing', {
            checks: <Results results={held} {...about} />,
          })}
        </Typography>
      )}
      {exempt.length > 0 && (
        <Typography variant="body2" className={classes.words}>
          {t('service.headline.exempt', {
            checks: <Results results={exempt} {...about} />,
          })}
        </Typography>
      )}
    </div>
  );
}
