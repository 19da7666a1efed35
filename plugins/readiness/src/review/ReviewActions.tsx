import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import EditIcon from '@material-ui/icons/Edit';
import LinkIcon from '@material-ui/icons/Link';
import PrintIcon from '@material-ui/icons/Print';
import { useState } from 'react';
import { Link as RouterLink } from 'react-router-dom';
import { quietOnPage } from '../layout/quietOnPage';
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
    words: { color: quietOnPage(theme) },
  }),
  { name: 'ReadinessReviewActions' },
);

/**
 * What can be done with a review: written down, sent as a link, printed.
 */
export function ReviewActions(props: {
  /** Where the page is, in full. */
  address: string;
  /** Where the form is within the page. */
  anchor: string;
}) {
  const { address, anchor } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [words, setWords] = useState('');
  const copy = async () => {
    try {
      await window.navigator.clipboard.writeText(address);
      setWords(t('review.actions.copied'));
    } catch {
      setWords(t('review.actions.notCopied'));
    }
  };
  return (
    <div
      className={classes.root}
      role="group"
      aria-label={t('review.actions.label')}
    >
      <Button
        size="small"
        variant="outlined"
        component={RouterLink}
        to={`#${anchor}`}
        startIcon={<EditIcon aria-hidden />}
      >
        {t('review.actions.write')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        startIcon={<LinkIcon aria-hidden />}
        onClick={copy}
      >
        {t('review.actions.link')}
      </Button>
      <Button
        size="small"
        variant="outlined"
        startIcon={<PrintIcon aria-hidden />}
        onClick={() => window.print()}
      >
        {t('review.actions.print')}
      </Button>
      <Typography variant="body2" role="status" className={classes.words}>
        {words}
      </Typography>
    </div>
  );
}
