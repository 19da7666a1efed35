import { makeStyles } from '@material-ui/core/styles';
import { ExplainedResult } from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeIcon } from '@team-readiness/backstage-plugin-readiness-react';
import { CodeWords } from '../layout';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderTop: `1px solid ${theme.palette.divider}`,
      padding: theme.spacing(1, 0),
      fontSize: theme.typography.body2.fontSize,
      '& ul': { margin: 0, padding: 0, listStyle: 'none' },
      '& li': {
        display: 'flex',
        gap: theme.spacing(1),
        padding: theme.spacing(0.5, 0),
      },
    },
    summary: { cursor: 'pointer', color: theme.palette.text.secondary },
    message: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessClosedResults' },
);

function countedWords(results: readonly ExplainedResult[]): string {
  const met = results.filter(({ outcome }) => outcome === 'pass').length;
  const out = results.length - met;
  return [
    met > 0 ? `${met} met` : '',
    out > 0 ? `${out} ${out === 1 ? 'does' : 'do'} not apply` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * Results that ask for nothing, folded to their counts.
 */
export function ClosedResults(props: { results: readonly ExplainedResult[] }) {
  const classes = useStyles();
  if (props.results.length === 0) {
    return null;
  }
  return (
    <details className={classes.root}>
      <summary className={classes.summary}>
        {countedWords(props.results)}
      </summary>
      <ul>
        {props.results.map(result => (
          <li key={result.checkId}>
            <OutcomeIcon outcome={result.outcome} />
            <span>
              {result.title}{' '}
              <span className={classes.message}>
                <CodeWords text={result.message} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
