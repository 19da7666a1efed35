import { makeStyles } from '@material-ui/core/styles';
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { useWords } from '../words/useWords';
import { OutcomeIcon } from './OutcomeIcon';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      // The words carry the baseline, so that they stand level with their neighbours.
      alignItems: 'baseline',
      '& svg': { alignSelf: 'center' },
      gap: theme.spacing(0.75),
      whiteSpace: 'nowrap',
      // As high as the icon, so that the two share a middle.
      lineHeight: '1.25rem',
    },
  }),
  { name: 'ReadinessOutcomeLabel' },
);

/**
 * An outcome as icon and words.
 *
 * @public
 */
export function OutcomeLabel(props: {
  outcome: Outcome;
  /** ISO date on which the exemption ends. */
  exemptUntil?: string | null;
  /** Exempt by the entity's own word. */
  optedOut?: boolean;
}) {
  const { outcome, exemptUntil, optedOut } = props;
  const classes = useStyles();
  const words = useWords();
  return (
    <span className={classes.root}>
      <OutcomeIcon outcome={outcome} decorative />
      <span>{words.outcome(outcome, { until: exemptUntil, optedOut })}</span>
    </span>
  );
}
