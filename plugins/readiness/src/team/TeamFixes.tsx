import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import BuildOutlinedIcon from '@material-ui/icons/BuildOutlined';
import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { refWords, useReadinessLinks } from '../links';
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
    // Not the team's own work: mended once, in one place.
    action: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontSize: theme.typography.body2.fontSize,
      fontWeight: 600,
      '& svg': { fontSize: '1rem' },
    },
    line: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessTeamFixes' },
);

function FixAction(props: { fix: TeamFix }) {
  const { fix } = props;
  const links = useReadinessLinks();
  const words = actionWords(fix);
  return fix.template ? (
    <Link to={links.entity(fix.template.ref)}>{words}</Link>
  ) : (
    <>{words}</>
  );
}

function liftWords(fix: TeamFix): string {
  const open = `Open in ${countWords(fix.entities, 'service', 'services')}`;
  return fix.lifted > 0
    ? `${open}, the last fix to target for ${fix.lifted}`
    : open;
}

/**
 * Who makes a fix, where it is not the team: "Platform action", or "Template:
 * golden-path (5 of 6 services)"; empty where it is the team.
 */
export function actionWords(
  fix: Pick<TeamFix, 'action' | 'template' | 'entities'>,
): string {
  if (fix.action === 'platform') {
    return 'Platform action';
  }
  if (fix.action !== 'template' || !fix.template) {
    return '';
  }
  return `Template: ${refWords(fix.template.ref)} (${
    fix.template.entities
  } of ${countWords(fix.entities, 'service', 'services')})`;
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
          {fix.action !== 'team' && (
            <span className={classes.action}>
              <BuildOutlinedIcon aria-hidden />
              <FixAction fix={fix} />
            </span>
          )}
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
