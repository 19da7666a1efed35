import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrackRecordEntryKind } from '@team-readiness/backstage-plugin-readiness-common';
import { useReadinessTranslation } from '../translations';
import { EntryKindIcon } from './EntryKindIcon';

/** Where the entries come from that a team writes itself. */
const places: ReadonlyArray<{
  kind: TrackRecordEntryKind;
  folder: string;
  what: 'adr' | 'postmortem' | 'impact' | 'review' | 'drill';
}> = [
  { kind: 'adr', folder: 'docs/adr', what: 'adr' },
  { kind: 'postmortem', folder: 'docs/postmortems', what: 'postmortem' },
  { kind: 'impact', folder: 'docs/impact', what: 'impact' },
  { kind: 'review', folder: 'docs/reviews', what: 'review' },
  { kind: 'rollback-drill', folder: 'docs/drills', what: 'drill' },
];

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: theme.spacing(1, 0),
      padding: 0,
      listStyle: 'none',
      '& li': {
        display: 'flex',
        alignItems: 'flex-start',
        gap: theme.spacing(1),
        padding: theme.spacing(0.25, 0),
      },
      '& code': { fontWeight: 600 },
    },
  }),
  { name: 'ReadinessNothingRecorded' },
);

/**
 * An empty track record, with how entries get into it.
 */
export function NothingRecorded() {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <Typography component="div" variant="body2">
      <p>{t('record.nothing.begin')}</p>
      <ul className={classes.list}>
        {places.map(({ kind, folder, what }) => (
          <li key={folder}>
            <EntryKindIcon kind={kind} />
            <span>
              {t('record.nothing.place', {
                folder: <code>{folder}</code>,
                what: t(`record.nothing.${what}`),
              })}
            </span>
          </li>
        ))}
      </ul>
      <p>{t('record.nothing.end')}</p>
    </Typography>
  );
}
