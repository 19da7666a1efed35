import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import GetAppIcon from '@material-ui/icons/GetApp';
import OpenInNewIcon from '@material-ui/icons/OpenInNew';
import { useState } from 'react';
import { saveText } from '../layout';
import { useReadinessTranslation } from '../translations';
import { newFileUrl } from './newFileUrl';

const useStyles = makeStyles(
  theme => ({
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    preview: {
      margin: theme.spacing(1, 0, 1.5),
      padding: theme.spacing(1.5, 2),
      maxHeight: 420,
      overflow: 'auto',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.default,
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.8125rem',
      lineHeight: 1.5,
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
    actions: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
  }),
  { name: 'ReadinessReviewFile' },
);

/**
 * The file of a review: to be looked at, copied, saved, or opened where its repository is.
 */
export function ReviewFile(props: {
  /** Relative to the directory of the service. */
  path: string;
  text: string;
  sourceUrl: string | null;
  /** Asked before anything is done with the file; false: something has to be mended, and the reader was told. */
  isRight(): boolean;
}) {
  const { path, text, sourceUrl, isRight } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [words, setWords] = useState('');
  const page = newFileUrl(sourceUrl, { path, text });
  const name = path.split('/').pop() ?? path;

  const run = (act: () => string | Promise<string>) => async () => {
    setWords('');
    if (isRight()) {
      setWords(await act());
    }
  };
  const copy = run(async () => {
    try {
      await window.navigator.clipboard.writeText(text);
      return t('review.file.copied', { path });
    } catch {
      return t('review.file.notCopied');
    }
  });
  const download = run(() => {
    saveText(name, text, 'text/markdown');
    return t('review.file.saved', { name, path });
  });
  const open = run(() => {
    if (!page) {
      return '';
    }
    window.open(page.url, '_blank', 'noopener,noreferrer');
    return page.hasText
      ? t('review.file.opened', { host: page.host })
      : t('review.file.openedEmpty', { host: page.host });
  });
  return (
    <div>
      <Typography component="h3" className={classes.title}>
        {t('review.file.title')}
      </Typography>
      <pre
        className={classes.preview}
        role="region"
        aria-label={t('review.file.preview', { path })}
        // Scrolls, so that it must take focus for those who use no mouse.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {text}
      </pre>
      <div className={classes.actions}>
        {page && (
          <Button
            variant="contained"
            color="primary"
            endIcon={<OpenInNewIcon aria-hidden />}
            onClick={open}
          >
            {t('review.file.open', { host: page.host })}
          </Button>
        )}
        <Button
          variant="outlined"
          startIcon={<FileCopyOutlinedIcon aria-hidden />}
          onClick={copy}
        >
          {t('review.file.copy')}
        </Button>
        <Button
          variant="outlined"
          startIcon={<GetAppIcon aria-hidden />}
          onClick={download}
        >
          {t('review.file.download')}
        </Button>
        <Typography variant="body2" role="status">
          {words}
        </Typography>
      </div>
    </div>
  );
}
