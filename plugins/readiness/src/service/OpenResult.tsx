import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import {
  dayWords,
  OutcomeLabel,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useLocation } from 'react-router-dom';
import { resultAnchor, useReadinessLinks } from '../links';
import { effortWords } from './effortWords';
import { Evidence } from './Evidence';
import { HowToFix } from './HowToFix';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(2, 0),
      scrollMarginTop: theme.spacing(10),
      '&:focus': { outline: 'none' },
    },
    // The one that a link led to.
    meant: {
      boxShadow: `-4px 0 0 ${theme.palette.primary.main}`,
      paddingLeft: theme.spacing(1.5),
      marginLeft: theme.spacing(-1.5),
    },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      marginBottom: theme.spacing(1.5),
    },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))',
      gap: theme.spacing(1, 4),
    },
    fixTitle: {
      fontSize: theme.typography.body2.fontSize,
      lineHeight: 'inherit',
      fontWeight: 600,
      color: theme.palette.text.secondary,
      margin: 0,
    },
    wrong: {
      fontSize: theme.typography.body2.fontSize,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'ReadinessOpenResult' },
);

function standingWords(result: ExplainedResult): string {
  const role = result.gate ? `Needed for level ${result.level}` : 'Score only';
  const counts = result.counts ? '' : 'announced, does not count yet';
  return [
    role,
    counts,
    effortWords(result.effort),
    `since ${dayWords(result.since)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * A result that asks for work, with its evidence and its fix.
 */
export function OpenResult(props: {
  result: ExplainedResult;
  /** Id of the scorecard. */
  scorecard: string;
}) {
  const { result, scorecard } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const anchor = resultAnchor(scorecard, result.checkId);
  const meant = useLocation().hash === `#${anchor}`;
  return (
    <article
      id={anchor}
      className={`${classes.root} ${meant ? classes.meant : ''}`}
      aria-label={result.title}
      tabIndex={-1}
    >
      <div className={classes.head}>
        <OutcomeLabel
          outcome={result.outcome}
          exemptUntil={result.exemption?.until}
        />
        <Typography component="h4" className={classes.title}>
          {result.title}
        </Typography>
        <span className={classes.aside}>{standingWords(result)}</span>
      </div>
      <div className={classes.columns}>
        <Evidence result={result} />
        {result.outcome !== 'exempt' && (
          <div>
            <Typography component="h5" className={classes.fixTitle}>
              How to fix it
            </Typography>
            <HowToFix
              remediation={result.remediation}
              foldExample={result.outcome !== 'fail'}
            />
          </div>
        )}
      </div>
      <span className={classes.wrong}>
        Is this wrong?{' '}
        <Link to={`${links.check(scorecard, result.checkId)}#owner`}>
          Tell the owner of the check
        </Link>
      </span>
    </article>
  );
}
