import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useReadinessLinks } from '../links';
import { effortWords } from '../service/effortWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(260px, 1fr))',
      gap: theme.spacing(2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    fix: {
      borderLeft: `3px solid ${theme.palette.primary.main}`,
      paddingLeft: theme.spacing(1.5),
    },
    title: { fontSize: '1rem', fontWeight: 600 },
    line: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessTeamFixes' },
);

function liftWords(fix: TeamFix): string {
  const open = `Open in ${countWords(fix.entities, 'service', 'services')}`;
  return fix.lifted > 0
    ? `${open}, the last fix to target for ${fix.lifted}`
    : open;
}

/**
 * The fixes that lift most services of a team, each with effort and reach.
 */
export function TeamFixes(props: {
  fixes: readonly TeamFix[];
  /** Ref of the Group. */
  team: string;
}) {
  const classes = useStyles();
  const links = useReadinessLinks();
  return (
    <ol className={classes.root}>
      {props.fixes.map(fix => (
        <li key={`${fix.scorecard}/${fix.checkId}`} className={classes.fix}>
          <Link
            className={classes.title}
            to={links.check(fix.scorecard, fix.checkId, {
              team: props.team,
              outcome: ['fail', 'unknown'],
            })}
          >
            {fix.title}
          </Link>
          <span className={classes.line}>{liftWords(fix)}</span>
          <span className={classes.line}>
            {areaNames[fix.area]}, level {fix.level}, {effortWords(fix.effort)}{' '}
            each
          </span>
        </li>
      ))}
    </ol>
  );
}
