import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckIcon from '@material-ui/icons/Check';
import { ExitCriteria } from '@team-readiness/backstage-plugin-readiness-common';
import { OutcomeLabel } from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    sentence: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      fontSize: '1rem',
    },
    met: {
      color:
        theme.palette.type === 'dark'
          ? theme.palette.success.light
          : theme.palette.success.dark,
    },
    list: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
      gap: theme.spacing(0.75, 3),
      margin: theme.spacing(1.5, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      '& li': {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'baseline',
        gap: theme.spacing(0, 1.5),
      },
    },
  }),
  { name: 'ReadinessExitCriteriaPanel' },
);

/**
 * How far a team is with what is asked of the team itself, and what is missing.
 */
export function ExitCriteriaPanel(props: { criteria: ExitCriteria }) {
  const { scorecard, met, total, missing } = props.criteria;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  return (
    <Panel
      title={t('team.exit.title')}
      note={t('team.exit.note', { scorecard: scorecard.title })}
    >
      <Typography component="div" className={classes.sentence}>
        {missing.length === 0 && (
          <CheckIcon aria-hidden fontSize="small" className={classes.met} />
        )}
        {t('team.exit.met', { met, count: total })}
      </Typography>
      {missing.length > 0 && (
        <ul className={classes.list} aria-label={t('team.exit.missing')}>
          {missing.map(({ checkId, title, outcome }) => (
            <li key={checkId}>
              <OutcomeLabel outcome={outcome} />
              <Link to={links.check(scorecard.id, checkId)}>{title}</Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
