import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Area,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { Fold, Panel } from '../layout';
import { resultAnchor } from '../links';
import { useReadinessTranslation } from '../translations';
import { ClosedResults } from './ClosedResults';
import { LevelHeadline } from './LevelHeadline';
import { NextFixes } from './NextFixes';
import { NotConnected } from './NotConnected';
import { OpenResult } from './OpenResult';
import { AreaResults, countsWords, sortResults } from './sortResults';

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
    rest: { paddingLeft: theme.spacing(3) },
    folded: { marginTop: theme.spacing(1.5) },
  }),
  { name: 'ReadinessScorecardResults' },
);

interface AreaProps {
  results: AreaResults;
  readiness: ScorecardReadiness;
}

function AreaHead(props: { area: Area; aside: string }) {
  const classes = useStyles();
  const { words } = useReadinessTranslation();
  return (
    <span className={classes.head}>
      <Typography component="h3" className={classes.title}>
        {words.area(props.area)}
      </Typography>
      <span className={classes.aside}>{props.aside}</span>
    </span>
  );
}

/** Is one of the results what the address points at? */
function useIsMeant(scorecard: string, checkIds: readonly string[]): boolean {
  const { hash } = useLocation();
  return checkIds.some(id => hash === `#${resultAnchor(scorecard, id)}`);
}

/** What need not be open, folded to its counts; what links may lead to is made at once. */
function RestOfArea(props: AreaProps & { summary?: ReactNode }) {
  const { results, readiness, summary } = props;
  const { later, closed } = results;
  const { id } = readiness.scorecard;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const isMeant = useIsMeant(
    id,
    [...later, ...closed].map(({ checkId }) => checkId),
  );
  if (later.length + closed.length === 0) {
    return null;
  }
  return (
    <Fold
      eager
      quiet={!summary}
      open={isMeant}
      summary={summary ?? countsWords(t, results)}
    >
      <div className={classes.rest}>
        {later.map(result => (
          <OpenResult
            key={result.checkId}
            result={result}
            scorecard={id}
            needed={false}
          />
        ))}
        <ClosedResults results={closed} scorecard={id} />
      </div>
    </Fold>
  );
}

/** The results of one area, of which some ask for something. */
function OpenArea(props: AreaProps) {
  const { results, readiness } = props;
  const { area } = results;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const share = readiness.areas.find(entry => entry.area === area)?.share;
  const needed = new Set(readiness.fixes.map(({ checkId }) => checkId));
  return (
    <section className={classes.area} aria-label={words.area(area)}>
      <AreaHead
        area={area}
        aside={
          share && share.adoption !== null
            ? t('service.counts.adoption', {
                percent: words.percent(share.adoption),
              })
            : ''
        }
      />
      {results.open.map(result => (
        <OpenResult
          key={result.checkId}
          result={result}
          scorecard={readiness.scorecard.id}
          needed={needed.has(result.checkId)}
        />
      ))}
      <RestOfArea {...props} />
    </section>
  );
}

/** The results of one area that asks for nothing: one line. */
function CalmArea(props: AreaProps) {
  const { results } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <section className={classes.calmArea} aria-label={words.area(results.area)}>
      <RestOfArea
        {...props}
        summary={
          <AreaHead area={results.area} aside={countsWords(t, results)} />
        }
      />
    </section>
  );
}

function ResultsByArea(props: {
  readiness: ScorecardReadiness;
  areas: readonly AreaResults[];
}) {
  const { readiness, areas } = props;
  const classes = useStyles();
  const calm = areas.filter(({ open }) => open.length === 0);
  return (
    <>
      {areas
        .filter(({ open }) => open.length > 0)
        .map(results => (
          <OpenArea
            key={results.area}
            results={results}
            readiness={readiness}
          />
        ))}
      {calm.length > 0 && (
        <div className={classes.calm}>
          {calm.map(results => (
            <CalmArea
              key={results.area}
              results={results}
              readiness={readiness}
            />
          ))}
        </div>
      )}
      <NotConnected checks={readiness.notConnected} />
    </>
  );
}

/** All results behind one line with their counts. */
function FoldedResults(props: {
  readiness: ScorecardReadiness;
  areas: readonly AreaResults[];
}) {
  const { readiness, areas } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const open = areas.flatMap(results => results.open).length;
  const counts = [
    open > 0 ? t('service.counts.open', { count: open }) : '',
    countsWords(t, {
      later: areas.flatMap(({ later }) => later),
      closed: areas.flatMap(({ closed }) => closed),
    }),
  ];
  const isMeant = useIsMeant(
    readiness.scorecard.id,
    readiness.results.map(({ checkId }) => checkId),
  );
  return (
    <Fold
      eager
      quiet
      open={isMeant}
      className={classes.folded}
      summary={t('service.counts.results', {
        counts: counts.filter(Boolean).join(' · '),
      })}
    >
      <ResultsByArea {...props} />
    </Fold>
  );
}

/**
 * One entity against one scorecard: level, next fixes, and the results by area.
 * What is needed for the target is open, what else is not met one line each; what
 * does not count yet, is met or does not apply is folded to its counts, and areas
 * in which nothing is to be done come last.
 */
export function ScorecardResults(props: {
  readiness: ScorecardReadiness;
  /** Default is the title of the scorecard. */
  title?: string;
  action?: ReactNode;
  /** At the end of the headline. */
  score?: ReactNode;
  /** Shows level and fixes, and the results on request. */
  folded?: boolean;
}) {
  const { readiness, title, action, score, folded } = props;
  const areas = sortResults(readiness);
  return (
    <Panel title={title ?? readiness.scorecard.title} action={action}>
      <LevelHeadline readiness={readiness} score={score} />
      <NextFixes readiness={readiness} />
      {folded ? (
        <FoldedResults readiness={readiness} areas={areas} />
      ) : (
        <ResultsByArea readiness={readiness} areas={areas} />
      )}
    </Panel>
  );
}
