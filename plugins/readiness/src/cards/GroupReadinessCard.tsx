import { Link } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { changeWords } from '../layout';
import { useReadinessLinks } from '../links';
import { useLoaded } from '../loading';
import { targetSentence } from '../team/TeamHeadline';
import { ReadinessCard } from './ReadinessCard';

const useStyles = makeStyles(
  theme => ({
    headline: { fontSize: '1.25rem', fontWeight: 600 },
    line: { marginTop: theme.spacing(0.5) },
    aside: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessGroupCard' },
);

function TeamStanding(props: { team: Team }) {
  const { team } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const [fix] = team.fixes;
  return (
    <>
      <div className={classes.headline}>{targetSentence(team)}</div>
      {team.change && (
        <div className={classes.aside}>{changeWords(team.change)}</div>
      )}
      {fix && (
        <div className={classes.line}>
          Next:{' '}
          <Link
            to={links.check(fix.scorecard, fix.checkId, {
              team: team.team.ref,
              outcome: ['fail', 'unknown'],
            })}
          >
            {fix.title}
          </Link>{' '}
          <span className={classes.aside}>
            open in {countWords(fix.entities, 'service', 'services')}
          </span>
        </div>
      )}
    </>
  );
}

/**
 * Where a group stands, and the fix that lifts most of its services.
 */
export function GroupReadinessCard() {
  const { entity } = useEntity();
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const ref = stringifyEntityRef(entity);
  const team = useLoaded(ref, () =>
    api.getTeam({
      namespace: entity.metadata.namespace ?? 'default',
      name: entity.metadata.name,
    }),
  );
  return (
    <ReadinessCard
      of={team}
      link={{ title: 'The team in Readiness', link: links.team(ref) }}
      missing="Not known to Readiness yet."
    >
      {value => <TeamStanding team={value} />}
    </ReadinessCard>
  );
}
