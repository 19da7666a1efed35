import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
  }),
  { name: 'ReadinessStack' },
);

/**
 * The parts of a page, one under the other.
 */
export function Stack(props: { children: ReactNode }) {
  return <div className={useStyles().root}>{props.children}</div>;
}
