import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { quietOnPage } from './quietOnPage';

const useStyles = makeStyles(
  theme => ({
    root: {
      borderBottom: `1px solid ${theme.palette.divider}`,
      '& ul': {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0, 2.5),
        margin: 0,
        padding: 0,
        listStyle: 'none',
      },
      '@media print': { display: 'none' },
    },
    link: {
      display: 'block',
      padding: theme.spacing(0.75, 0),
      marginBottom: -1,
      borderBottom: '2px solid transparent',
      color: quietOnPage(theme),
      '&:hover': { color: theme.palette.text.primary, textDecoration: 'none' },
      '&[aria-current]': {
        color: theme.palette.text.primary,
        borderBottomColor: theme.palette.text.primary,
      },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
  }),
  { name: 'ReadinessLinkTabs' },
);

/**
 * The pages about one thing, as a strip of links.
 */
export function LinkTabs(props: {
  /** What the pages are about, for those who hear it. */
  label: string;
  tabs: ReadonlyArray<{ title: string; to: string }>;
  /** Title of the page that shows. */
  current: string;
}) {
  const classes = useStyles();
  return (
    <nav aria-label={props.label} className={classes.root}>
      <ul>
        {props.tabs.map(({ title, to }) => (
          <li key={title}>
            <Link
              to={to}
              className={classes.link}
              aria-current={title === props.current ? 'page' : undefined}
            >
              {title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
