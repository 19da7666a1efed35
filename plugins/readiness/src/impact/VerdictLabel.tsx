import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import DragHandleIcon from '@material-ui/icons/DragHandle';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { useReadinessTranslation } from '../translations';
import { BriefMetric, verdictWords } from './briefWords';

const icons: Readonly<Record<BriefMetric['verdict'], typeof CheckIcon>> = {
  better: CheckIcon,
  worse: ReportProblemOutlinedIcon,
  same: DragHandleIcon,
  unknown: HelpOutlineIcon,
};

const useStyles = makeStyles(
  theme => {
    const dark = theme.palette.type === 'dark';
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'baseline',
        gap: theme.spacing(0.75),
        // As high as the icon, so that the two share a middle.
        lineHeight: '1.25rem',
        '& svg': {
          alignSelf: 'center',
          fontSize: '1.1rem',
          color: theme.palette.text.secondary,
        },
      },
      better: {
        '& svg': {
          color: dark
            ? theme.palette.success.light
            : theme.palette.success.dark,
        },
      },
      worse: {
        '& svg': {
          color: dark ? theme.palette.error.light : theme.palette.error.main,
        },
      },
      same: {},
      unknown: { color: theme.palette.text.secondary },
    };
  },
  { name: 'ReadinessVerdictLabel' },
);

/**
 * Whether a measure got better, as icon and words.
 */
export function VerdictLabel(props: { verdict: BriefMetric['verdict'] }) {
  const { verdict } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const Icon = icons[verdict];
  return (
    <span className={`${classes.root} ${classes[verdict]}`}>
      <Icon aria-hidden />
      <span>{verdictWords(t, verdict)}</span>
    </span>
  );
}
