import { makeStyles } from '@material-ui/core/styles';
import AutorenewIcon from '@material-ui/icons/Autorenew';
import CancelIcon from '@material-ui/icons/Cancel';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import HourglassEmptyIcon from '@material-ui/icons/HourglassEmpty';
import PauseCircleOutlineIcon from '@material-ui/icons/PauseCircleOutline';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import ScheduleIcon from '@material-ui/icons/Schedule';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../translations';
import { SourceState, sourceStateOf, sourceStateWords } from './sourceState';

// Shapes differ, so that colour only repeats what the shape says.
const icons: Readonly<Record<SourceState, typeof CancelIcon>> = {
  failed: CancelIcon,
  overdue: ScheduleIcon,
  partly: ReportProblemOutlinedIcon,
  paused: PauseCircleOutlineIcon,
  running: AutorenewIcon,
  mostly: CheckCircleOutlineIcon,
  never: HourglassEmptyIcon,
  fine: CheckCircleIcon,
};

const useStyles = makeStyles(
  theme => {
    const dark = theme.palette.type === 'dark';
    const bad = dark ? theme.palette.error.light : theme.palette.error.main;
    return {
      root: {
        display: 'inline-flex',
        // The words carry the baseline, so that they stand level with their neighbours.
        alignItems: 'baseline',
        gap: theme.spacing(0.75),
        lineHeight: '1.25rem',
        '& svg': {
          alignSelf: 'center',
          flexShrink: 0,
          fontSize: '1.25rem',
          color: theme.palette.text.secondary,
        },
      },
      failed: { '& svg': { color: bad } },
      overdue: { '& svg': { color: bad } },
      good: {
        '& svg': {
          color: dark
            ? theme.palette.success.light
            : theme.palette.success.dark,
        },
      },
    };
  },
  { name: 'ReadinessSourceStateLabel' },
);

/**
 * How a data source is, as icon and words.
 */
export function SourceStateLabel(props: { source: CollectorHealth }) {
  const { source } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const state = sourceStateOf(source);
  const Icon = icons[state];
  const colours: Partial<Record<SourceState, string>> = {
    failed: classes.failed,
    overdue: classes.overdue,
    mostly: classes.good,
    fine: classes.good,
  };
  return (
    <span className={`${classes.root} ${colours[state] ?? ''}`}>
      <Icon aria-hidden />
      <span>{sourceStateWords(t, state, source.kind)}</span>
    </span>
  );
}
