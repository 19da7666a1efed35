import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import ReportProblemOutlinedIcon from '@material-ui/icons/ReportProblemOutlined';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'flex-start',
      gap: theme.spacing(1.5),
      padding: theme.spacing(1.25, 2),
      borderLeft: `4px solid ${theme.palette.primary.main}`,
      ...theme.typography.body2,
    },
    warning: { borderLeftColor: theme.palette.warning.main },
    icon: { fontSize: '1.25rem', color: theme.palette.text.secondary },
    words: {
      minWidth: 0,
      flex: 1,
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessNotice' },
);

/**
 * Something to know before reading on. Heard when it appears.
 */
export function Notice(props: { warning?: boolean; children: ReactNode }) {
  const classes = useStyles();
  const Icon = props.warning ? ReportProblemOutlinedIcon : InfoOutlinedIcon;
  return (
    <Paper
      variant="outlined"
      role="status"
      className={`${classes.root} ${props.warning ? classes.warning : ''}`}
    >
      <Icon aria-hidden className={classes.icon} />
      <div className={classes.words}>{props.children}</div>
    </Paper>
  );
}
