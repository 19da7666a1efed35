import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Area,
  areas,
  ExplainedResult,
  outcomes,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
  percentWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { Panel } from '../layout';
import { ClosedResults } from './ClosedResults';
import { LevelHeadline } from './LevelHeadline';
import { NextFixes } from './NextFixes';
import { OpenResult } from './OpenResult';

const useStyles = makeStyles(
  theme => ({
    area: { marginTop: theme.spacing(2.5) },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1.5),
      marginBottom: theme.spacing(1),
    },
    title: { fontSize: '1.125rem', fontWeight: 600, margin: 0 },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    folded: {
      marginTop: theme.spacing(2),
      fontSize: theme.typography.body2.fontSize,
      color: theme.palette.text.secondary,
      '& summary': { cursor: 'pointer' },
      '& ul': { margin: theme.spacing(0.5, 0, 0), paddingLeft: 20 },
    },
  }),
  { name: 'ReadinessScorecardResults' },
);

const closed = new Set(['pass', 'not-applicable']);

function byUrgency(one: ExplainedResult, other: ExplainedResult): number {
  return (
    outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome) ||
    one.level - other.level
  );
}

function AreaResults(props: { area: Area; readiness: ScorecardReadiness }) {
  const { area, readiness } = props;
  const classes = useStyles();
  const results = readiness.results.filter(result => result.area === area);
  const open = results.filter(({ outcome }) => !closed.has(outcome));
  const share = readiness.areas.find(entry => entry.area === area)?.share;
  return (
    <section className={classes.area} aria-label={areaNames[area]}>
      <div className={classes.head}>
        <Typography component="h3" className={classes.title}>
          {areaNames[area]}
        </Typography>
        {share && share.adoption !== null && (
          <span className={classes.aside}>
            {percentWords(share.adoption)} met
          </span>
        )}
      </div>
      {[...open].sort(byUrgency).map(result => (
        <OpenResult
          key={result.checkId}
          result={result}
          scorecard={readiness.scorecard.id}
        />
      ))}
      <ClosedResults
        results={results.filter(({ outcome }) => closed.has(outcome))}
      />
    </section>
  );
}

function NotConnected(props: {
  checks: ScorecardReadiness['notConnected'];
}): ReactNode {
  const classes = useStyles();
  const { checks } = props;
  if (checks.length === 0) {
    return null;
  }
  return (
    <details className={classes.folded}>
      <summary>
        {countWords(checks.length, 'check is', 'checks are')} not connected to a
        data source
      </summary>
      <ul>
        {checks.map(check => (
          <li key={check.checkId}>
            {check.title} ({areaNames[check.area]})
          </li>
        ))}
      </ul>
    </details>
  );
}

/**
 * One entity against one scorecard: level, next fixes, and the results by area,
 * what asks for work open and the rest folded.
 */
export function ScorecardResults(props: {
  readiness: ScorecardReadiness;
  /** Default is the title of the scorecard. */
  title?: string;
  action?: ReactNode;
}) {
  const { readiness, title, action } = props;
  const present = areas.filter(area =>
    readiness.results.some(result => result.area === area),
  );
  return (
    <Panel title={title ?? readiness.scorecard.title} action={action}>
      <LevelHeadline readiness={readiness} />
      <NextFixes readiness={readiness} />
      {present.map(area => (
        <AreaResults key={area} area={area} readiness={readiness} />
      ))}
      <NotConnected checks={readiness.notConnected} />
    </Panel>
  );
}
