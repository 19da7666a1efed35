import { makeStyles } from '@material-ui/core/styles';
import AcUnitIcon from '@material-ui/icons/AcUnit';
import CancelIcon from '@material-ui/icons/Cancel';
import DescriptionIcon from '@material-ui/icons/Description';
import EqualizerIcon from '@material-ui/icons/Equalizer';
import GavelIcon from '@material-ui/icons/Gavel';
import PublishIcon from '@material-ui/icons/Publish';
import RateReviewIcon from '@material-ui/icons/RateReview';
import ReportProblemIcon from '@material-ui/icons/ReportProblem';
import SettingsBackupRestoreIcon from '@material-ui/icons/SettingsBackupRestore';
import SportsEsportsIcon from '@material-ui/icons/SportsEsports';
import TimelineIcon from '@material-ui/icons/Timeline';
import TrendingUpIcon from '@material-ui/icons/TrendingUp';
import UndoIcon from '@material-ui/icons/Undo';
import { TrackRecordEntryKind } from '@team-readiness/backstage-plugin-readiness-common';

const icons: Readonly<Record<TrackRecordEntryKind, typeof GavelIcon>> = {
  deployment: PublishIcon,
  'deployment-failed': CancelIcon,
  incident: ReportProblemIcon,
  postmortem: DescriptionIcon,
  adr: GavelIcon,
  impact: TrendingUpIcon,
  review: RateReviewIcon,
  'slo-review': TimelineIcon,
  'release-freeze': AcUnitIcon,
  'game-day': SportsEsportsIcon,
  'rollback-drill': UndoIcon,
  'restore-drill': SettingsBackupRestoreIcon,
  'level-change': EqualizerIcon,
};

const useStyles = makeStyles(
  theme => ({
    icon: {
      fontSize: '1.25rem',
      flexShrink: 0,
      color: theme.palette.text.secondary,
    },
  }),
  { name: 'ReadinessEntryKindIcon' },
);

/**
 * The icon of a kind of entry. It always stands beside the kind in words.
 */
export function EntryKindIcon(props: { kind: TrackRecordEntryKind }) {
  const Icon = icons[props.kind];
  return <Icon aria-hidden className={useStyles().icon} />;
}
