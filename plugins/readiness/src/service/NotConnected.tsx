import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Fold } from '../layout';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    root: { marginTop: theme.spacing(2) },
    list: {
      display: 'grid',
      gridTemplateColumns: 'minmax(8rem, max-content) minmax(0, 1fr)',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(3),
      fontSize: theme.typography.body2.fontSize,
      color: theme.palette.text.secondary,
      '& dt': { fontWeight: 600 },
      '& dd': { margin: 0 },
    },
  }),
  { name: 'ReadinessNotConnected' },
);

/**
 * Checks left out because none of their sources is connected: one line, by area
 * inside. They count for nobody.
 */
export function NotConnected(props: {
  checks: ScorecardReadiness['notConnected'];
}) {
  const { checks } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  if (checks.length === 0) {
    return null;
  }
  const present = areas.filter(area =>
    checks.some(check => check.area === area),
  );
  return (
    <Fold
      quiet
      className={classes.root}
      summary={t('service.notConnected', { count: checks.length })}
    >
      <dl className={classes.list}>
        {present.map(area => (
          <Area key={area} title={words.area(area)}>
            {checks
              .filter(check => check.area === area)
              .map(({ title }) => title)
              .join(', ')}
          </Area>
        ))}
      </dl>
    </Fold>
  );
}

function Area(props: { title: string; children: string }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
