import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutlineIcon from '@material-ui/icons/CheckCircleOutline';
import RadioButtonUncheckedIcon from '@material-ui/icons/RadioButtonUnchecked';
import { Panel } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(2.5),
      margin: theme.spacing(1, 0, 0),
      padding: 0,
      listStyle: 'none',
      maxWidth: 720,
    },
    step: { display: 'flex', gap: theme.spacing(1.5) },
    icon: { color: theme.palette.text.secondary, marginTop: 2 },
    title: { fontSize: '1rem', fontWeight: 600, margin: 0 },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessFirstSteps' },
);

/** How far an installation is. */
export interface FirstStepsDone {
  /** The catalog has teams with services. */
  teams: boolean;
  /** The data sources have been read at least once. */
  sources: boolean;
  /** There is a scorecard. */
  standards: boolean;
}

/** Where each step is written about, in the documentation that comes with the product. */
const documents = {
  teams: 'docs/teams.md',
  sources: 'docs/getting-started.md',
  standards: 'docs/scorecards.md',
} as const;

/**
 * What to do where nothing is shown yet: three steps, with those marked that are done.
 */
export function FirstSteps(props: { done: FirstStepsDone }) {
  const { done } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const steps = [
    { id: 'teams', link: undefined },
    { id: 'sources', link: links.health() },
    { id: 'standards', link: links.standards() },
  ] as const;
  return (
    <Panel title={t('teams.first.title')} note={t('teams.first.note')}>
      <ol className={classes.list}>
        {steps.map(({ id, link }, index) => {
          const Icon = done[id]
            ? CheckCircleOutlineIcon
            : RadioButtonUncheckedIcon;
          return (
            <li key={id} className={classes.step}>
              <Icon aria-hidden className={classes.icon} />
              <div>
                <Typography component="h3" className={classes.title}>
                  {t('teams.first.step', {
                    number: String(index + 1),
                    title: t(`teams.first.${id}.title`),
                  })}
                  {done[id] && (
                    <span className={classes.quiet}>
                      {' '}
                      {t('teams.first.done')}
                    </span>
                  )}
                </Typography>
                <Typography variant="body2">
                  {t(`teams.first.${id}.what`)}
                </Typography>
                <Typography variant="body2" className={classes.quiet}>
                  {link && (
                    <>
                      <Link to={link}>{t(`teams.first.${id}.link`)}</Link>
                      {' · '}
                    </>
                  )}
                  {t('teams.first.document', {
                    file: <code>{documents[id]}</code>,
                  })}
                </Typography>
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
