import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import DragHandleIcon from '@material-ui/icons/DragHandle';
import HelpOutlineIcon from '@material-ui/icons/HelpOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { useReadinessTranslation } from '../translations';
import { BriefMetric, verdictWords } from './briefWords';
import { verdictCauseWords } from './unknownSentence';

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
          alignSelf: 'flex-start',
          flexShrink: 0,
          height: '1.25rem',
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
      cause: {
        display: 'block',
        color: theme.palette.text.secondary,
        fontSize: '0.75rem',
        lineHeight: 1.5,
      },
      unknown: { color: theme.palette.text.secondary },
    };
  },
  { name: 'ReadinessVerdictLabel' },
);

/**
 * Whether a measure got better, as icon and words; where that is not known, why.
 */
export function VerdictLabel(props: {
  metric: Pick<BriefMetric, 'verdict' | 'unknownBecause'>;
}) {
  const { metric } = props;
  const { verdict } = metric;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const Icon = icons[verdict];
  const cause = verdictCauseWords(t, metric);
  return (
    <span className={`${classes.root} ${classes[verdict]}`}>
      <Icon aria-hidden />
      <span>
        {verdictWords(t, verdict)}
        {cause && <span className={classes.cause}>{cause}</span>}
      </span>
    </span>
  );
}
