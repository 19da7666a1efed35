import { alpha, makeStyles } from '@material-ui/core/styles';
import { useWords } from '../words/useWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      fontVariantNumeric: 'tabular-nums',
      whiteSpace: 'nowrap',
    },
    track: {
      width: 72,
      height: 8,
      borderRadius: 4,
      overflow: 'hidden',
      backgroundColor: alpha(theme.palette.text.primary, 0.12),
    },
    fill: { height: '100%', backgroundColor: theme.palette.primary.main },
    number: { minWidth: 40, textAlign: 'right' },
  }),
  { name: 'ReadinessShareBar' },
);

/**
 * A ratio as number and bar.
 *
 * @public
 */
export function ShareBar(props: {
  /** In [0, 1]; null where nothing applies. */
  ratio: number | null;
}) {
  const classes = useStyles();
  const words = useWords();
  return (
    <span className={classes.root}>
      <span className={classes.number}>{words.percent(props.ratio)}</span>
      {props.ratio !== null && (
        <span className={classes.track} aria-hidden="true">
          <span
            className={classes.fill}
            style={{ display: 'block', width: `${props.ratio * 100}%` }}
          />
        </span>
      )}
    </span>
  );
}
