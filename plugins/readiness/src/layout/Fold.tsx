import { makeStyles } from '@material-ui/core/styles';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { ReactNode, useState } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { minWidth: 0 },
    summary: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 0),
      cursor: 'pointer',
      listStyle: 'none',
      borderRadius: theme.shape.borderRadius,
      '&::-webkit-details-marker': { display: 'none' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
      'details[open] > & > svg': { transform: 'rotate(90deg)' },
    },
    quiet: {
      // The arrow has air around it; it stands below the words above.
      marginLeft: theme.spacing(-0.75),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      lineHeight: '1.25rem',
    },
    chevron: {
      flexShrink: 0,
      fontSize: '1.25rem',
      color: theme.palette.text.secondary,
      '$summary:not($quiet) > &': { marginTop: 2 },
    },
    words: { flex: 1, minWidth: 0 },
  }),
  { name: 'ReadinessFold' },
);

/**
 * Something that shows on request. What is inside is made when it is opened for
 * the first time, so that a page with many folds is quick.
 */
export function Fold(props: {
  /** Stands in its place while it is folded, and above it while it is open. */
  summary: ReactNode;
  /** Small and grey, for what few will open. */
  quiet?: boolean;
  /** Open from the beginning, and whenever this becomes true. */
  open?: boolean;
  /** Made at once, for what links lead to. */
  eager?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { summary, quiet, open = false, eager, className, children } = props;
  const classes = useStyles();
  const [opened, setOpened] = useState(false);
  return (
    <details
      className={`${classes.root} ${className ?? ''}`}
      open={open}
      onToggle={event => {
        // Folds inside have toggles of their own.
        if (event.target === event.currentTarget && event.currentTarget.open) {
          setOpened(true);
        }
      }}
    >
      <summary className={`${classes.summary} ${quiet ? classes.quiet : ''}`}>
        <ChevronRightIcon aria-hidden className={classes.chevron} />
        <span className={classes.words}>{summary}</span>
      </summary>
      {(open || opened || eager) && children}
    </details>
  );
}
