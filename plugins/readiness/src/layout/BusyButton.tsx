import Button from '@material-ui/core/Button';
import CircularProgress from '@material-ui/core/CircularProgress';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import { ReactNode, useState } from 'react';
import { refusalOf } from '../loading/refusal';
import { useReadinessTranslation } from '../translations';
import { useToast } from './useToast';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      // What it says may open to several lines; the button stays level with the first.
      alignItems: 'baseline',
      justifyContent: 'flex-end',
      gap: theme.spacing(1.5),
      // What says nothing yet takes no room.
      '& > :empty': { marginRight: theme.spacing(-1.5) },
    },
  }),
  { name: 'ReadinessBusyButton' },
);

/**
 * Asks for something to be looked at again, shows that it is on its way, and
 * says how it went.
 */
export function BusyButton(props: {
  label: string;
  /** While it is on its way, e.g. "Looking again…". */
  busyWords: string;
  /** Where the reader may not ask for it. */
  deniedWords: string;
  /** Where it went wrong. */
  failedWords: string;
  /** Resolves when what came out shows, with words on it. */
  onRun(): Promise<ReactNode>;
}) {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState<ReactNode>('');

  const run = async () => {
    setBusy(true);
    setWords(props.busyWords);
    try {
      setWords(await props.onRun());
      // For those who look elsewhere by then.
      toast(t('layout.done', { label: props.label }));
    } catch (error) {
      setWords(
        error instanceof Error && refusalOf(error) === 'denied'
          ? props.deniedWords
          : props.failedWords,
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <div className={classes.root}>
      <Typography
        component="div"
        variant="body2"
        color="textSecondary"
        role="status"
      >
        {words}
      </Typography>
      <Button
        variant="outlined"
        size="small"
        onClick={run}
        disabled={busy}
        startIcon={
          busy ? (
            <CircularProgress size={16} aria-hidden />
          ) : (
            <RefreshIcon aria-hidden />
          )
        }
      >
        {props.label}
      </Button>
    </div>
  );
}
