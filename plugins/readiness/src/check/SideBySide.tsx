import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      gap: theme.spacing(2),
      // Neighbours end at the same line.
      alignItems: 'stretch',
    },
  }),
  { name: 'ReadinessSideBySide' },
);

/**
 * Parts of a page beside each other where there is room.
 */
export function SideBySide(props: { children: ReactNode }) {
  return <div className={useStyles().root}>{props.children}</div>;
}
