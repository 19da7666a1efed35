import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckSummary,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeLabel } from '@team-readiness/backstage-plugin-readiness-react';
import { changeWords } from '../layout';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(2, 4),
      padding: theme.spacing(2, 2.5),
    },
    adoption: { marginRight: 'auto' },
    number: { fontSize: '1.75rem', fontWeight: 600, lineHeight: 1.25 },
    aside: { color: theme.palette.text.secondary },
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1, 3),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      '& strong': {
        display: 'block',
        fontSize: '1.25rem',
        fontVariantNumeric: 'tabular-nums',
      },
    },
  }),
  { name: 'ReadinessCheckNumbers' },
);

/**
 * The adoption of a check and what stands behind it.
 */
export function CheckNumbers(props: { check: CheckSummary }) {
  const { adoption, change, counts, connected } = props.check;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const entries: ReadonlyArray<[Outcome, number]> = [
    ['pass', counts.pass],
    ['fail', counts.fail],
    ['unknown', counts.unknown],
    ['error', counts.error],
    ['exempt', counts.exempt],
    ['not-applicable', counts.notApplicable],
  ];
  if (!connected) {
    return (
      <Paper variant="outlined" className={classes.root}>
        {t('check.numbers.notConnected')}
      </Paper>
    );
  }
  return (
    <Paper variant="outlined" className={classes.root}>
      <div className={classes.adoption}>
        <div className={classes.number}>
          {t('check.numbers.adoption', { percent: words.percent(adoption) })}
        </div>
        <div className={classes.aside}>
          {change
            ? changeWords(change, reader)
            : t('check.numbers.nothingEarlier')}
        </div>
      </div>
      <ul className={classes.counts} aria-label={t('check.numbers.outcomes')}>
        {entries
          .filter(
            ([outcome, count]) =>
              count > 0 || outcome === 'pass' || outcome === 'fail',
          )
          .map(([outcome, count]) => (
            <li key={outcome}>
              <strong>{words.number(count)}</strong>
              <OutcomeLabel outcome={outcome} />
            </li>
          ))}
      </ul>
    </Paper>
  );
}
