import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ScorecardReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
  OutcomeIcon,
} from '@team-readiness/backstage-plugin-readiness-react';
import { resultAnchor } from '../links';
import { effortWords } from './effortWords';

const useStyles = makeStyles(
  theme => ({
    title: {
      fontSize: '1rem',
      fontWeight: 600,
      margin: theme.spacing(2, 0, 0.5),
    },
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      '& li': {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0.25, 1),
        padding: theme.spacing(0.25, 0),
      },
    },
    aside: {
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessNextFixes' },
);

/**
 * What is left until the target, cheapest first, e.g. "2 fixes to level 2".
 */
export function NextFixes(props: { readiness: ScorecardReadiness }) {
  const { fixes, targetLevel, scorecard } = props.readiness;
  const classes = useStyles();
  if (fixes.length === 0 || targetLevel === null) {
    return null;
  }
  return (
    <>
      <Typography component="h3" className={classes.title}>
        {countWords(fixes.length, 'fix', 'fixes')} to level {targetLevel}
      </Typography>
      <ol className={classes.list}>
        {fixes.map(fix => (
          <li key={fix.checkId}>
            <OutcomeIcon outcome={fix.outcome} />
            <Link to={`#${resultAnchor(scorecard.id, fix.checkId)}`}>
              {fix.title}
            </Link>
            <span className={classes.aside}>
              {areaNames[fix.area]}, level {fix.level},{' '}
              {effortWords(fix.effort)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
