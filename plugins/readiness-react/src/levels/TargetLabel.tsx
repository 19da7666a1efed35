import { makeStyles } from '@material-ui/core/styles';
import ArrowUpwardIcon from '@material-ui/icons/ArrowUpward';
import CheckIcon from '@material-ui/icons/Check';
import RemoveIcon from '@material-ui/icons/Remove';
import { useWords } from '../words/useWords';
import { TargetDistance } from './TargetDistance';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      '& svg': { alignSelf: 'center' },
      gap: theme.spacing(0.5),
      whiteSpace: 'nowrap',
      // As high as the icon, so that the two share a middle.
      lineHeight: '1.25rem',
    },
    icon: {
      fontSize: '1.1rem',
      color: theme.palette.text.secondary,
    },
    met: {
      color:
        theme.palette.type === 'dark'
          ? theme.palette.success.light
          : theme.palette.success.dark,
    },
  }),
  { name: 'ReadinessTargetLabel' },
);

/**
 * The distance to the target as icon and words.
 *
 * @public
 */
export function TargetLabel(props: TargetDistance) {
  const classes = useStyles();
  const words = useWords();
  let icon = <ArrowUpwardIcon className={classes.icon} aria-hidden />;
  if (props.targetLevel === null || props.onTarget === null) {
    icon = <RemoveIcon className={classes.icon} aria-hidden />;
  } else if (props.onTarget) {
    icon = (
      <CheckIcon className={`${classes.icon} ${classes.met}`} aria-hidden />
    );
  }
  return (
    <span className={classes.root}>
      {icon}
      <span>{words.target(props)}</span>
    </span>
  );
}
