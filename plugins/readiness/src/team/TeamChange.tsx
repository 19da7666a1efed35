import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import TrendingDownIcon from '@material-ui/icons/TrendingDown';
import TrendingFlatIcon from '@material-ui/icons/TrendingFlat';
import TrendingUpIcon from '@material-ui/icons/TrendingUp';
import { Movement } from '@team-readiness/backstage-plugin-readiness-common';
import { becauseWords, daysBetween, mainPart } from '../history';
import { Loaded } from '../loading';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    // Of the words that are on their way, three lines beside the levels, so that nothing below moves.
    root: {
      minHeight: '3.25rem',
      [theme.breakpoints.down('xs')]: { minHeight: '5.25rem' },
    },
    points: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      '& svg': { color: theme.palette.text.secondary },
    },
    line: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      // Among words, colour alone does not tell a link.
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessTeamChange' },
);

/**
 * How far the share of checks met moved, and the main cause of that, with the way to all of them.
 */
export function TeamChange(props: {
  movement: Loaded<Movement>;
  /** Where all causes are. */
  link: string;
}) {
  const { movement, link } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const { value } = movement;
  if (!value || value.adoption === null) {
    return (
      <div className={classes.root}>
        {(value || movement.error) && (
          <span className={classes.line}>{t('team.change.unknown')}</span>
        )}
      </div>
    );
  }
  const points = Math.round(value.adoption * 100);
  const days = daysBetween(value.before.day, value.after.day);
  const main = points === 0 ? undefined : mainPart(value);
  let Icon = TrendingFlatIcon;
  if (points !== 0) {
    Icon = points > 0 ? TrendingUpIcon : TrendingDownIcon;
  }
  return (
    <div className={classes.root}>
      <div
        className={classes.points}
        title={t('team.change.since', { day: words.day(value.before.day) })}
      >
        <Icon aria-hidden fontSize="small" />
        {points === 0
          ? t('team.change.none', { days: String(days) })
          : t('team.change.points', {
              count: Math.abs(points),
              points: words.signed(points),
              days: String(days),
            })}
      </div>
      <div className={classes.line}>
        {main &&
          `${t('team.change.cause', { cause: becauseWords(t, main) })} · `}
        <Link to={link}>{t('team.change.why')}</Link>
      </div>
    </div>
  );
}
