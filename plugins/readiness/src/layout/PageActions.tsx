import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import LinkIcon from '@material-ui/icons/Link';
import PrintIcon from '@material-ui/icons/Print';
import { ReactElement, useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { useReadinessTranslation } from '../translations';
import { quietOnPage } from './quietOnPage';

/** Something that can be done with a page: it leads somewhere, or runs and says how it went. */
export type PageAction = {
  label: string;
  /** Hidden from those who hear the page. */
  icon: ReactElement;
} & (
  | { to: string }
  | {
      /** Does it; gives what to say then, or nothing. */
      run(): Promise<string>;
      /** What to say where it failed. */
      failedWords: string;
    }
);

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      '@media print': { display: 'none' },
    },
    words: { minWidth: 0, color: quietOnPage(theme) },
  }),
  { name: 'ReadinessPageActions' },
);

/**
 * What can be done with a page that is shared: its own actions, then its link copied, and printed; with words on how
 * the last one went.
 */
export function PageActions(props: {
  /** Where the page is, in full. */
  address: string;
  /** Those of this page, before the others. */
  actions: readonly PageAction[];
}) {
  const { address, actions } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [busy, setBusy] = useState(false);
  const [words, setWords] = useState('');

  const run = async (act: () => Promise<string>, failedWords: string) => {
    setBusy(true);
    setWords('');
    try {
      setWords(await act());
    } catch {
      setWords(failedWords);
    } finally {
      setBusy(false);
    }
  };
  const copyLink = () =>
    run(async () => {
      await window.navigator.clipboard.writeText(address);
      return t('layout.actions.linkCopied');
    }, t('layout.actions.notCopied'));

  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('layout.actions.label')}
    >
      {actions.map(action => (
        <Button
          key={action.label}
          size="small"
          variant="outlined"
          startIcon={action.icon}
          {...('to' in action
            ? { component: RouterLink, to: action.to }
            : {
                disabled: busy,
                onClick: () => run(action.run, action.failedWords),
              })}
        >
          {action.label}
        </Button>
      ))}
      <Button
        size="small"
        variant="outlined"
        startIcon={<LinkIcon aria-hidden />}
        onClick={copyLink}
      >
        {t('layout.actions.link')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        startIcon={<PrintIcon aria-hidden />}
        onClick={() => window.print()}
      >
        {t('layout.actions.print')}
      </Button>
      <Typography variant="body2" role="status" className={classes.words}>
        {words}
      </Typography>
    </div>
  );
}
