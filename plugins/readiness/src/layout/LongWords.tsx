import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    more: {
      padding: 0,
      border: 0,
      background: 'none',
      color: theme.palette.primary.main,
      font: 'inherit',
      cursor: 'pointer',
      whiteSpace: 'nowrap',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
  }),
  { name: 'ReadinessLongWords' },
);

/**
 * The beginning of a text, cut between two words.
 *
 * @param most - characters
 * @returns the text itself where it is hardly longer
 */
export function beginningOf(text: string, most: number): string {
  // For a few words nobody wants to press a button.
  if (text.length <= most * 1.25) {
    return text;
  }
  const cut = text.slice(0, most);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > most / 2 ? space : most)} …`;
}

/**
 * A text that is shown from its beginning, and in full on request.
 */
export function LongWords(props: {
  text: string;
  /** What the text is, for the name of the button, e.g. "the message of SLO documents". */
  what: string;
  /** Characters that show at first. Default: 160. */
  most?: number;
}) {
  const { text, what, most = 160 } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [isWhole, setWhole] = useState(false);
  const beginning = beginningOf(text, most);
  if (beginning === text) {
    return <>{text}</>;
  }
  return (
    <>
      {isWhole ? text : beginning}{' '}
      <button
        type="button"
        className={classes.more}
        aria-expanded={isWhole}
        aria-label={
          isWhole
            ? t('layout.longWords.showLessOf', { what })
            : t('layout.longWords.showAllOf', { what })
        }
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole
          ? t('layout.longWords.showLess')
          : t('layout.longWords.showAll')}
      </button>
    </>
  );
}
