import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrackRecordEntryKind } from '@team-readiness/backstage-plugin-readiness-common';
import { EntryKindIcon } from './EntryKindIcon';

/** Where the entries come from that a team writes itself. */
const places: ReadonlyArray<{
  kind: TrackRecordEntryKind;
  folder: string;
  words: string;
}> = [
  {
    kind: 'adr',
    folder: 'docs/adr',
    words: 'decisions, with the options weighed',
  },
  {
    kind: 'postmortem',
    folder: 'docs/postmortems',
    words: 'what an incident taught',
  },
  {
    kind: 'impact',
    folder: 'docs/impact',
    words: 'what you changed, in numbers before and after',
  },
  {
    kind: 'review',
    folder: 'docs/reviews',
    words: 'readiness and design reviews',
  },
  {
    kind: 'rollback-drill',
    folder: 'docs/drills',
    words: 'rollbacks, restores and game days that were tried',
  },
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
  return (
    <Typography component="div" variant="body2">
      <p>
        Nothing is recorded yet. Entries are made of files in the repository of
        a service, each with a date:
      </p>
      <ul className={classes.list}>
        {places.map(({ kind, folder, words }) => (
          <li key={folder}>
            <EntryKindIcon kind={kind} />
            <span>
              <code>{folder}</code> for {words}
            </span>
          </li>
        ))}
      </ul>
      <p>
        Incidents, deployments and release freezes show as soon as your tools
        tell of them.
      </p>
    </Typography>
  );
}
