import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import { useState } from 'react';
import { refusalOf } from '../loading';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'flex-end',
      gap: theme.spacing(1.5),
    },
  }),
  { name: 'ReadinessRefreshButton' },
);

/**
 * Looks at an entity again, with progress, and says how it went.
 */
export function RefreshButton(props: {
  /** Resolves when the new results show. */
  onRefresh(): Promise<void>;
}) {
  const classes = useStyles();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState('');

  const refresh = async () => {
    setBusy(true);
    setWords('Looking again…');
    try {
      await props.onRefresh();
      setWords('Refreshed just now');
    } catch (error) {
      setWords(
        error instanceof Error && refusalOf(error) === 'denied'
          ? 'You may not refresh this'
          : 'The refresh failed. What shows is what was known before.',
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes.root}>
      <Typography variant="body2" color="textSecondary" role="status">
        {words}
      </Typography>
      <Button
        variant="outlined"
        size="small"
        onClick={refresh}
        disabled={busy}
        startIcon={
          busy ? (
            <CircularProgress size={16} aria-hidden />
          ) : (
            <RefreshIcon aria-hidden />
          )
        }
      >
        Refresh
      </Button>
    </div>
  );
}
