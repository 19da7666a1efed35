import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      justifyItems: 'start',
      gap: theme.spacing(1.5),
      padding: theme.spacing(2, 0),
    },
    // A search may be one long word.
    search: { fontWeight: 600 },
    words: { overflowWrap: 'anywhere' },
  }),
  { name: 'ReadinessNoTeamFound' },
);

/**
 * Says that no team is called as the reader searched, and leads back to all of them.
 */
export function NoTeamFound(props: {
  search: string;
  /** Filters leave teams out, which may be the ones that are looked for. */
  isNarrowed: boolean;
  /** Takes the search away. */
  onClear(): void;
}) {
  const { search, isNarrowed, onClear } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <Typography variant="body1" className={classes.words}>
        {t(
          isNarrowed
            ? 'teams.foundNone.narrowed'
            : 'teams.foundNone.description',
          {
            // As an element it stays what was typed, whatever that is.
            search: <span className={classes.search}>{search}</span>,
          },
        )}
      </Typography>
      <Button variant="outlined" onClick={onClear}>
        {t('teams.foundNone.clear')}
      </Button>
    </div>
  );
}
