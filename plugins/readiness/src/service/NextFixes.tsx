import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Fix,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeIcon } from '@team-readiness/backstage-plugin-readiness-react';
import { resultAnchor } from '../links';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { fixesLevel } from './LevelHeadline';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontSize: '1rem',
      fontWeight: 600,
      margin: theme.spacing(2, 0, 0.5),
    },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '& li': {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.25, 1),
        padding: theme.spacing(0.25, 0),
      },
    },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessNextFixes' },
);

/**
 * The data that a fix waits for, e.g. "Waits for the incident events (not
 * connected)"; empty where it waits for none.
 */
export function waitingWords(t: ReadinessT, missing: Fix['missing']): string {
  const data = missing.map(({ title, why }) =>
    t('service.fixes.missing', {
      source: title,
      why: t(`service.fixes.why.${why}`),
    }),
  );
  return data.length > 0
    ? t('service.fixes.waits', { data: data.join(', ') })
    : '';
}

/**
 * What is left until the target, cheapest first, e.g. "2 fixes to level 2".
 */
export function NextFixes(props: { readiness: ScorecardReadiness }) {
  const { fixes, scorecard } = props.readiness;
  const level = fixesLevel(props.readiness);
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  if (fixes.length === 0 || level === null) {
    return null;
  }
  return (
    <>
      <Typography component="h3" className={classes.title}>
        {t('service.fixes.title', {
          count: fixes.length,
          level: String(level),
        })}
      </Typography>
      <ol className={classes.list}>
        {fixes.map(fix => (
          <li key={fix.checkId}>
            <OutcomeIcon outcome={fix.outcome} />
            <Link to={`#${resultAnchor(scorecard.id, fix.checkId)}`}>
              {fix.title}
            </Link>
            <span className={classes.aside}>
              {t('service.fixes.aside', {
                area: words.area(fix.area),
                level: String(fix.level),
                effort: words.effort(fix.effort),
              })}
            </span>
            {fix.missing.length > 0 && (
              <span className={classes.aside}>
                {waitingWords(t, fix.missing)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
