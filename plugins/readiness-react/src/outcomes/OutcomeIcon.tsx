import { makeStyles } from '@material-ui/core/styles';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import EventAvailableIcon from '@material-ui/icons/EventAvailable';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import RemoveCircleOutlineIcon from '@material-ui/icons/RemoveCircleOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { useWords } from '../words/useWords';

const icons: Readonly<Record<Outcome, typeof CheckCircleIcon>> = {
  pass: CheckCircleIcon,
  fail: CancelIcon,
  unknown: HelpOutlineIcon,
  'not-applicable': RemoveCircleOutlineIcon,
  exempt: EventAvailableIcon,
  error: ReportProblemOutlinedIcon,
};

// Each icon has a shape of its own, so that colour only repeats what the shape says.
const useStyles = makeStyles(
  theme => {
    const dark = theme.palette.type === 'dark';
    return {
      icon: {
        fontSize: '1.25rem',
        flexShrink: 0,
        color: theme.palette.text.secondary,
      },
      pass: {
        color: dark ? theme.palette.success.light : theme.palette.success.dark,
      },
      fail: {
        color: dark ? theme.palette.error.light : theme.palette.error.main,
      },
    };
  },
  { name: 'ReadinessOutcomeIcon' },
);

/**
 * The icon of an outcome. Shapes differ, so that it does not rest on colour.
 *
 * @public
 */
export function OutcomeIcon(props: {
  outcome: Outcome;
  /** True where the outcome stands beside the icon in words. */
  decorative?: boolean;
}) {
  const { outcome, decorative } = props;
  const classes = useStyles();
  const words = useWords();
  const Icon = icons[outcome];
  let colour = '';
  if (outcome === 'pass') {
    colour = classes.pass;
  } else if (outcome === 'fail') {
    colour = classes.fail;
  }
  return (
    <Icon
      className={`${classes.icon} ${colour}`}
      titleAccess={decorative ? undefined : words.outcome(outcome)}
      aria-hidden={decorative ? true : undefined}
    />
  );
}
