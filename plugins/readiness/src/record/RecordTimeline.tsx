import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../translations';
import { monthsOf } from './monthsOf';
import { RecordEntry } from './RecordEntry';

const useStyles = makeStyles(
  theme => ({
    month: { '& + &': { marginTop: theme.spacing(2.5) } },
    title: {
      fontSize: '1rem',
      fontWeight: 600,
      margin: theme.spacing(0, 0, 0.5),
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'ReadinessRecordTimeline' },
);

/**
 * What was done and written down, month by month.
 */
export function RecordTimeline(props: {
  entries: readonly TrackRecordEntry[];
  /** Names the entity of each entry. */
  ofTeam?: boolean;
  /** What the title of a month is below. Default: h3. */
  monthTitle?: 'h3' | 'h4';
}) {
  const { entries, ofTeam, monthTitle = 'h3' } = props;
  const classes = useStyles();
  const { words } = useReadinessTranslation();
  return (
    <>
      {monthsOf(words, entries).map(month => (
        <section
          key={month.entries[0].key}
          className={classes.month}
          aria-label={month.title}
        >
          <Typography component={monthTitle} className={classes.title}>
            {month.title}
          </Typography>
          <ul className={classes.list}>
            {month.entries.map(entry => (
              <RecordEntry key={entry.key} entry={entry} ofTeam={ofTeam} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
