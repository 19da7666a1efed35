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
  percentWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { Panel } from '../layout';
import { ClosedResults, closedWords } from './ClosedResults';
import { LevelHeadline } from './LevelHeadline';
import { NextFixes } from './NextFixes';
import { NotConnected } from './NotConnected';
import { OpenResult } from './OpenResult';

const useStyles = makeStyles(
  theme => ({
    area: { marginTop: theme.spacing(2.5) },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0, 1.5),
      marginBottom: theme.spacing(0.5),
    },
    title: { fontSize: '1.125rem', fontWeight: 600, margin: 0 },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    // Areas in which nothing is to be done, a line each.
    calm: {
      marginTop: theme.spacing(2.5),
      '& h3': { fontSize: '1rem' },
      '& $head': { marginBottom: 0 },
    },
    calmArea: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(0.75, 0),
    },
  }),
  { name: 'ReadinessScorecardResults' },
);

const closed = new Set<ExplainedResult['outcome']>(['pass', 'not-applicable']);

const isClosed = ({ outcome }: ExplainedResult) => closed.has(outcome);

function byUrgency(one: ExplainedResult, other: ExplainedResult): number {
  return (
    outcomes.indexOf(one.outcome) - outcomes.indexOf(other.outcome) ||
    one.level - other.level
  );
}

function AreaHead(props: { area: Area; words: string }) {
  const classes = useStyles();
  return (
    <span className={classes.head}>
      <Typography component="h3" className={classes.title}>
        {areaNames[props.area]}
      </Typography>
      <span className={classes.aside}>{props.words}</span>
    </span>
  );
}

/** The results of one area, of which some are not met. */
function OpenArea(props: { area: Area; readiness: ScorecardReadiness }) {
  const { area, readiness } = props;
  const classes = useStyles();
  const results = readiness.results.filter(result => result.area === area);
  const share = readiness.areas.find(entry => entry.area === area)?.share;
  const needed = new Set(readiness.fixes.map(({ checkId }) => checkId));
  return (
    <section className={classes.area} aria-label={areaNames[area]}>
      <AreaHead
        area={area}
        words={
          share && share.adoption !== null
            ? `${percentWords(share.adoption)} met`
            : ''
        }
      />
      {results
        .filter(result => !isClosed(result))
        .sort(byUrgency)
        .map(result => (
          <OpenResult
            key={result.checkId}
            result={result}
            scorecard={readiness.scorecard.id}
            needed={needed.has(result.checkId)}
          />
        ))}
      <ClosedResults
        results={results.filter(isClosed)}
        scorecard={readiness.scorecard.id}
      />
    </section>
  );
}

/** The results of one area that asks for nothing: one line. */
function CalmArea(props: { area: Area; readiness: ScorecardReadiness }) {
  const { area, readiness } = props;
  const classes = useStyles();
  const results = readiness.results.filter(result => result.area === area);
  return (
    <section className={classes.calmArea} aria-label={areaNames[area]}>
      <ClosedResults
        results={results}
        scorecard={readiness.scorecard.id}
        summary={<AreaHead area={area} words={closedWords(results)} />}
      />
    </section>
  );
}

/**
 * One entity against one scorecard: level, next fixes, and the results by area.
 * What is needed for the target is open, the rest one line each; areas in which
 * nothing is to be done come last, folded.
 */
export function ScorecardResults(props: {
  readiness: ScorecardReadiness;
  /** Default is the title of the scorecard. */
  title?: string;
  action?: ReactNode;
}) {
  const { readiness, title, action } = props;
  const classes = useStyles();
  const ofArea = (area: Area) =>
    readiness.results.filter(result => result.area === area);
  const present = areas.filter(area => ofArea(area).length > 0);
  const calm = present.filter(area => ofArea(area).every(isClosed));
  return (
    <Panel title={title ?? readiness.scorecard.title} action={action}>
      <LevelHeadline readiness={readiness} />
      <NextFixes readiness={readiness} />
      {present
        .filter(area => !calm.includes(area))
        .map(area => (
          <OpenArea key={area} area={area} readiness={readiness} />
        ))}
      {calm.length > 0 && (
        <div className={classes.calm}>
          {calm.map(area => (
            <CalmArea key={area} area={area} readiness={readiness} />
          ))}
        </div>
      )}
      <NotConnected checks={readiness.notConnected} />
    </Panel>
  );
}
