import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeIcon } from '@team-readiness/backstage-plugin-readiness-react';
import { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { CodeWords, Fold } from '../layout';
import { resultAnchor } from '../links';
import { DecidedLines } from './HowDecided';
import { optOutWords, reasonWords } from './optOutWords';
import { countingWords } from './standingWords';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 1),
      padding: theme.spacing(0, 0, 0, 2.5),
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
    },
    result: {
      padding: theme.spacing(0.25, 0),
      scrollMarginTop: theme.spacing(10),
      '&:focus': { outline: 'none' },
    },
    meant: { boxShadow: `-4px 0 0 ${theme.palette.primary.main}` },
    words: {
      display: 'flex',
      gap: theme.spacing(1),
      overflowWrap: 'anywhere',
      lineHeight: 1.5,
    },
    decided: { padding: theme.spacing(0.5, 0, 1, 3) },
    decidedTitle: {
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      margin: 0,
    },
    aside: { color: theme.palette.text.secondary },
    note: { display: 'block' },
  }),
  { name: 'ReadinessClosedResults' },
);

/**
 * How many results are met, and how many do not apply, e.g. "4 met · 1 does not
 * apply".
 */
export function closedWords(results: readonly ExplainedResult[]): string {
  const met = results.filter(({ outcome }) => outcome === 'pass').length;
  const out = results.length - met;
  return [
    met > 0 ? `${met} met` : '',
    out > 0 ? `${out} ${out === 1 ? 'does' : 'do'} not apply` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function ClosedResult(props: { result: ExplainedResult; anchor: string }) {
  const { result, anchor } = props;
  const classes = useStyles();
  const meant = useLocation().hash === `#${anchor}`;
  const counting = countingWords(result);
  const words = (
    <span className={classes.words}>
      <OutcomeIcon outcome={result.outcome} />
      <span>
        {result.title}{' '}
        <span className={classes.aside}>
          <CodeWords text={result.message} />
          {counting && ` ${counting}.`}
        </span>
        {result.optOut && (
          <span className={`${classes.note} ${classes.aside}`}>
            {optOutWords(result.optOut)}: {reasonWords(result.optOut)}
          </span>
        )}
      </span>
    </span>
  );
  return (
    <li
      id={anchor}
      tabIndex={-1}
      className={`${classes.result} ${meant ? classes.meant : ''}`}
    >
      {result.conditions.length > 0 ? (
        <Fold summary={words}>
          <div className={classes.decided}>
            <Typography component="h4" className={classes.decidedTitle}>
              How it was decided
            </Typography>
            <DecidedLines result={result} />
          </div>
        </Fold>
      ) : (
        words
      )}
    </li>
  );
}

/**
 * Results that ask for nothing, folded to their counts.
 */
export function ClosedResults(props: {
  results: readonly ExplainedResult[];
  /** Id of the scorecard. */
  scorecard: string;
  /** Default is the counts. */
  summary?: ReactNode;
}) {
  const { results, scorecard, summary } = props;
  const classes = useStyles();
  const { hash } = useLocation();
  if (results.length === 0) {
    return null;
  }
  const anchors = results.map(({ checkId }) =>
    resultAnchor(scorecard, checkId),
  );
  return (
    <Fold
      eager
      quiet={!summary}
      open={anchors.some(anchor => hash === `#${anchor}`)}
      summary={summary ?? closedWords(results)}
    >
      <ul className={classes.list}>
        {results.map((result, index) => (
          <ClosedResult
            key={result.checkId}
            result={result}
            anchor={anchors[index]}
          />
        ))}
      </ul>
    </Fold>
  );
}
