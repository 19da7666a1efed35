import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { Fold } from './Fold';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.25, 2.5),
      scrollMarginTop: theme.spacing(10),
      '&:focus': { outline: 'none' },
    },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    note: {
      marginLeft: theme.spacing(1.5),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 400,
    },
    content: { padding: theme.spacing(1.5, 0, 1) },
  }),
  { name: 'ReadinessFoldedPanel' },
);

/**
 * A titled part of a page that is made when somebody opens it.
 */
export function FoldedPanel(props: {
  title: string;
  /** Beside the title, while it is folded too. */
  note?: string;
  /** With it a link can point here, which opens it. */
  anchor?: string;
  /** From the beginning. */
  open?: boolean;
  children: ReactNode;
}) {
  const { title, note, anchor, open, children } = props;
  const classes = useStyles();
  const isMeant = useLocation().hash === `#${anchor}`;
  return (
    <Paper
      variant="outlined"
      id={anchor}
      tabIndex={anchor ? -1 : undefined}
      className={classes.root}
    >
      <Fold
        open={open || isMeant}
        summary={
          <>
            <Typography
              component="h2"
              display="inline"
              className={classes.title}
            >
              {title}
            </Typography>
            {note && <span className={classes.note}>{note}</span>}
          </>
        }
      >
        <div className={classes.content}>{children}</div>
      </Fold>
    </Paper>
  );
}
