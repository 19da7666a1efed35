import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';
import { quietOnPage } from './quietOnPage';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      alignItems: 'flex-end',
      gap: theme.spacing(1, 3),
    },
    path: {
      color: quietOnPage(theme),
      fontSize: theme.typography.body2.fontSize,
      '& > *:not(:last-child)::after': { content: '" / "', whiteSpace: 'pre' },
    },
    title: { fontSize: '1.5rem', fontWeight: 600, margin: 0 },
    note: {
      color: quietOnPage(theme),
      // Among words, colour alone does not tell a link.
      '& a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessPageTitle' },
);

/**
 * The title of a page below a tab, with the way back.
 */
export function PageTitle(props: {
  /** From the tab down to the parent of this page. */
  path: ReadonlyArray<{ title: string; to: string }>;
  title: string;
  note?: ReactNode;
  action?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <div className={classes.root}>
      <div>
        <nav aria-label={t('layout.wayBack')} className={classes.path}>
          {props.path.map(step => (
            <span key={step.to}>
              <Link to={step.to}>{step.title}</Link>
            </span>
          ))}
        </nav>
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
  );
}
