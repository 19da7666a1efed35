import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import BuildOutlinedIcon from '@material-ui/icons/BuildOutlined';
import { TeamFix } from '@team-readiness/backstage-plugin-readiness-common';
import { refWords, useReadinessLinks } from '../links';
import { ReadinessT, useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 260px), 1fr))',
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

/**
 * Who makes a fix, where it is not the team: "Platform action", or "Template:
 * golden-path (5 of 6 services)"; empty where it is the team.
 */
export function actionWords(
  t: ReadinessT,
  fix: Pick<TeamFix, 'action' | 'template' | 'entities'>,
): string {
  if (fix.action === 'platform') {
    return t('team.fixes.platform');
  }
  return fix.action === 'template' && fix.template
    ? t('team.fixes.template', {
        name: refWords(fix.template.ref),
        made: fix.template.entities,
        count: fix.entities,
      })
    : '';
}

function FixAction(props: { fix: TeamFix }) {
  const { fix } = props;
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const words = actionWords(t, fix);
  return fix.template ? (
    <Link to={links.entity(fix.template.ref)}>{words}</Link>
  ) : (
    <>{words}</>
  );
}

function liftWords(t: ReadinessT, fix: TeamFix): string {
  const open = t('team.fixes.open', { count: fix.entities });
  return fix.lifted > 0
    ? t('team.fixes.lifting', { open, lifted: fix.lifted })
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
  const { t, words } = useReadinessTranslation();
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
          <span className={classes.line}>{liftWords(t, fix)}</span>
          <span className={classes.line}>
            {t('team.fixes.details', {
              area: words.area(fix.area),
              level: String(fix.level),
              effort: words.effort(fix.effort),
            })}
          </span>
        </li>
      ))}
    </ol>
  );
}
