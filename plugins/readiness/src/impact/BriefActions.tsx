import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import GetAppIcon from '@material-ui/icons/GetApp';
import LinkIcon from '@material-ui/icons/Link';
import PrintIcon from '@material-ui/icons/Print';
import { useState } from 'react';
import { saveText } from '../layout';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
      '@media print': { display: 'none' },
    },
    words: { minWidth: 0 },
  }),
  { name: 'ReadinessBriefActions' },
);

/**
 * What can be done with a brief: copied and saved as Markdown, printed, sent as a link.
 */
export function BriefActions(props: {
  /** Name of the file. */
  fileName: string;
  /** Where the brief is, in full. */
  address: string;
  /** Gives the brief as Markdown. */
  loadMarkdown(): Promise<string>;
}) {
  const { fileName, address, loadMarkdown } = props;
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
  const copy = (load: () => Promise<string>, done: string) =>
    run(async () => {
      await window.navigator.clipboard.writeText(await load());
      return done;
    }, t('impact.share.copyFailed'));

  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('impact.share.label')}
    >
      <Button
        size="small"
        variant="outlined"
        disabled={busy}
        startIcon={<FileCopyOutlinedIcon aria-hidden />}
        onClick={() => copy(loadMarkdown, t('impact.share.copied'))}
      >
        {t('impact.share.copy')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        disabled={busy}
        startIcon={<GetAppIcon aria-hidden />}
        onClick={() =>
          run(async () => {
            saveText(fileName, await loadMarkdown(), 'text/markdown');
            return '';
          }, t('impact.share.downloadFailed'))
        }
      >
        {t('impact.share.download')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        startIcon={<LinkIcon aria-hidden />}
        onClick={() => copy(async () => address, t('impact.share.linkCopied'))}
      >
        {t('impact.share.link')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        startIcon={<PrintIcon aria-hidden />}
        onClick={() => window.print()}
      >
        {t('impact.share.print')}
      </Button>
      <Typography
        variant="body2"
        color="textSecondary"
        role="status"
        className={classes.words}
      >
        {words}
      </Typography>
    </div>
  );
}
