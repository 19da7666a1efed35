import { makeStyles } from '@material-ui/core/styles';
import { useWords } from '../words/useWords';
import { LevelStanding } from './LevelStanding';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      whiteSpace: 'nowrap',
    },
    steps: {
      display: 'inline-flex',
      alignItems: 'flex-end',
      gap: 2,
      height: 14,
    },
    step: {
      width: 5,
      borderRadius: 1,
      boxSizing: 'border-box',
      border: `1px solid ${theme.palette.text.secondary}`,
      // Paper is white, whatever the theme.
      '@media print': { borderColor: '#000' },
    },
    reached: {
      borderColor: theme.palette.primary.main,
      backgroundColor: theme.palette.primary.main,
      // Browsers print lines, but no grounds.
      '@media print': { borderColor: '#000', borderLeftWidth: 5 },
    },
  }),
  { name: 'ReadinessLevelBadge' },
);

const shownSteps = 5;

/**
 * A level as steps and words.
 *
 * @public
 */
export function LevelBadge(
  props: LevelStanding & {
    /** How many levels the ladder has; without it there are no steps. At most 5 are drawn. */
    of?: number;
  },
) {
  const classes = useStyles();
  const words = useWords();
  const count = Math.min(props.of ?? 0, shownSteps);
  return (
    <span className={classes.root}>
      {count > 0 && (
        <span className={classes.steps} aria-hidden="true">
          {Array.from({ length: count }, (_, index) => (
            <span
              key={index}
              className={
                index < props.level
                  ? `${classes.step} ${classes.reached}`
                  : classes.step
              }
              style={{ height: `${Math.round(((index + 1) / count) * 100)}%` }}
            />
          ))}
        </span>
      )}
      <span>{words.level(props)}</span>
    </span>
  );
}
