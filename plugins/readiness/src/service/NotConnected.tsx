import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fold } from '../layout';

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
      summary={`${countWords(
        checks.length,
        'check is',
        'checks are',
      )} not connected to a data source`}
    >
      <dl className={classes.list}>
        {present.map(area => (
          <Area key={area} title={areaNames[area]}>
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
