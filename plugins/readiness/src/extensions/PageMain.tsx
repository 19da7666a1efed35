import { Content } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';

// The header of the framework ends with a margin and begins 20 pixels in.
const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(0, 2.5, 3),
      // In a sentence a link must not be told by its colour alone.
      '& p a, & .MuiTypography-body2 a': { textDecoration: 'underline' },
    },
  }),
  { name: 'ReadinessPageMain' },
);

/**
 * What the framework does not draw around the body of a page: its padding and
 * its landmark.
 */
export function PageMain(props: { children: ReactNode }) {
  const classes = useStyles();
  const { words } = useReadinessTranslation();
  return (
    // The document says the language that the portal was built in.
    <main lang={words.locale}>
      <Content noPadding>
        <div className={classes.root}>{props.children}</div>
      </Content>
    </main>
  );
}
