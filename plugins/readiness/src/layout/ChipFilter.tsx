import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import { ReactElement } from 'react';

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
  { name: 'ReadinessChipFilter' },
);

/**
 * Narrows a list to some of a few values. None chosen means all.
 */
export function ChipFilter<Value extends string>(props: {
  /** What is chosen, e.g. "Outcome". */
  label: string;
  options: ReadonlyArray<{ value: Value; label: string; icon: ReactElement }>;
  chosen: readonly Value[];
  onChange(chosen: Value[]): void;
}) {
  const { label, options, chosen, onChange } = props;
  const classes = useStyles();
  return (
    <div className={classes.root} role="group" aria-label={label}>
      {options.map(option => {
        const pressed = chosen.includes(option.value);
        return (
          <Chip
            key={option.value}
            size="small"
            variant="outlined"
            clickable
            aria-pressed={pressed}
            icon={option.icon}
            label={option.label}
            className={`${classes.chip} ${pressed ? classes.chosen : ''}`}
            onClick={() =>
              onChange(
                pressed
                  ? chosen.filter(other => other !== option.value)
                  : [...chosen, option.value],
              )
            }
          />
        );
      })}
    </div>
  );
}
