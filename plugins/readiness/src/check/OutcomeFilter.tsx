import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import {
  Outcome,
  outcomes,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OutcomeIcon,
  outcomeWords,
} from '@team-readiness/backstage-plugin-readiness-react';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
    chip: { margin: 0 },
    chosen: {
      '&&': {
        borderColor: theme.palette.text.primary,
        backgroundColor: theme.palette.action.selected,
        boxShadow: `inset 0 0 0 1px ${theme.palette.text.primary}`,
      },
    },
  }),
  { name: 'ReadinessOutcomeFilter' },
);

/**
 * Reads outcomes out of an address; anything else in it is left out.
 *
 * @param values - the values of the parameter `outcome`
 */
export function parseOutcomes(values: readonly string[]): Outcome[] {
  return outcomes.filter(outcome => values.includes(outcome));
}

/**
 * Narrows a list to some outcomes. None chosen means all.
 */
export function OutcomeFilter(props: {
  chosen: readonly Outcome[];
  onChange(chosen: Outcome[]): void;
}) {
  const { chosen, onChange } = props;
  const classes = useStyles();
  return (
    <div className={classes.root} role="group" aria-label="Outcome">
      {outcomes.map(outcome => {
        const pressed = chosen.includes(outcome);
        return (
          <Chip
            key={outcome}
            size="small"
            variant="outlined"
            clickable
            aria-pressed={pressed}
            icon={<OutcomeIcon outcome={outcome} decorative />}
            label={outcomeWords(outcome)}
            className={`${classes.chip} ${pressed ? classes.chosen : ''}`}
            onClick={() =>
              onChange(
                pressed
                  ? chosen.filter(other => other !== outcome)
                  : [...chosen, outcome],
              )
            }
          />
        );
      })}
    </div>
  );
}
