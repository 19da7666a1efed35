import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeIcon } from '@team-readiness/backstage-plugin-readiness-react';
import { useLocation } from 'react-router-dom';
import { CodeWords, Fold } from '../layout';
import { resultAnchor } from '../links';
import { useReadinessTranslation } from '../translations';
import { CheckHistory } from './CheckHistory';
import { DecidedLines } from './HowDecided';
import { optOutWords, reasonWords } from './optOutWords';
import { countingWords } from './standingWords';
import { TellOwner } from './TellOwner';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(0.5, 0, 1),
      padding: 0,
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

function ClosedResult(props: {
  result: ExplainedResult;
  /** Id of the scorecard. */
  scorecard: string;
}) {
  const { result, scorecard } = props;
  const anchor = resultAnchor(scorecard, result.checkId);
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const meant = useLocation().hash === `#${anchor}`;
  const counting = countingWords(t, words, result);
  return (
    <li
      id={anchor}
      tabIndex={-1}
      className={`${classes.result} ${meant ? classes.meant : ''}`}
    >
      <Fold
        summary={
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
                  {t('service.evidence.optOut', {
                    what: optOutWords(t, result.optOut),
                    reason: reasonWords(t, result.optOut),
                  })}
                </span>
              )}
            </span>
          </span>
        }
      >
        <div className={classes.decided}>
          {result.conditions.length > 0 && (
            <>
              <Typography component="h4" className={classes.decidedTitle}>
                {t('service.decided.title')}
              </Typography>
              <DecidedLines result={result} />
            </>
          )}
          <CheckHistory scorecard={scorecard} checkId={result.checkId} />
          <TellOwner result={result} scorecard={scorecard} />
        </div>
      </Fold>
    </li>
  );
}

/**
 * Results that ask for nothing, a line each.
 */
export function ClosedResults(props: {
  results: readonly ExplainedResult[];
  /** Id of the scorecard. */
  scorecard: string;
}) {
  const { results, scorecard } = props;
  const classes = useStyles();
  return results.length > 0 ? (
    <ul className={classes.list}>
      {results.map(result => (
        <ClosedResult
          key={result.checkId}
          result={result}
          scorecard={scorecard}
        />
      ))}
    </ul>
  ) : null;
}
