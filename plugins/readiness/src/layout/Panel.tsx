import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2, 2.5),
      minWidth: 0,
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2, 1.5) },
      // In a sentence a link must not be told by its colour alone.
      '& p a, & .MuiTypography-body2 a': { textDecoration: 'underline' },
    },
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
    flat: {
      minWidth: 0,
      '& + &': {
        marginTop: theme.spacing(2.5),
        borderTop: `1px solid ${theme.palette.divider}`,
        paddingTop: theme.spacing(2),
      },
      '& $title': { fontSize: '1rem' },
    },
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
  /** Within another panel: without a frame, its title a step below. */
  flat?: boolean;
  children: ReactNode;
}) {
  const { title, flat, children } = props;
  const classes = useStyles();
  const content = (
    <>
      <div className={classes.head}>
        <div>
          <Typography component={flat ? 'h3' : 'h2'} className={classes.title}>
            {title}
          </Typography>
          {props.note && (
            <Typography variant="body2" className={classes.note}>
              {props.note}
            </Typography>
          )}
        </div>
        {props.action}
      </div>
      {children}
    </>
  );
  return flat ? (
    <section aria-label={title} className={classes.flat}>
      {content}
    </section>
  ) : (
    <Paper
      variant="outlined"
      component="section"
      aria-label={title}
      className={classes.root}
    >
      {content}
    </Paper>
  );
}
