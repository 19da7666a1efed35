import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2, 2.5), minWidth: 0 },
    head: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 2),
      marginBottom: theme.spacing(1.5),
    },
    title: { fontSize: '1.125rem', fontWeight: 600, margin: 0 },
    note: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessPanel' },
);

/**
 * A titled part of a page.
 */
export function Panel(props: {
  title: string;
  /** One line under the title. */
  note?: ReactNode;
  /** To the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={props.title}
      className={classes.root}
    >
      <div className={classes.head}>
        <div>
          <Typography component="h2" className={classes.title}>
            {props.title}
          </Typography>
          {props.note && (
            <Typography variant="body2" className={classes.note}>
              {props.note}
            </Typography>
          )}
        </div>
        {props.action}
      </div>
      {props.children}
    </Paper>
  );
}
