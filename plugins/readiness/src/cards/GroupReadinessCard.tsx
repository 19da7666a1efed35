import { Link } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { changeWords } from '../layout';
import { useReadinessLinks } from '../links';
import { useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
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
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const { onTarget, withTarget } = team.standing;
  const [fix] = team.fixes;
  return (
    <>
      <div className={classes.headline}>
        {withTarget === 0
          ? t('cards.noTarget')
          : t('cards.onTarget', {
              count: withTarget,
              number: words.number(onTarget),
            })}
      </div>
      {team.change && (
        <div className={classes.aside}>{changeWords(team.change, reader)}</div>
      )}
      {fix && (
        <div className={classes.line}>
          {t('cards.next', {
            fix: (
              <Link
                to={links.check(fix.scorecard, fix.checkId, {
                  team: team.team.ref,
                  outcome: ['fail', 'unknown'],
                })}
              >
                {fix.title}
              </Link>
            ),
          })}{' '}
          <span className={classes.aside}>
            {t('cards.openIn', { count: fix.entities })}
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
  const { t } = useReadinessTranslation();
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
      link={{ title: t('cards.team'), link: links.team(ref) }}
      missing={t('cards.unknown')}
    >
      {value => <TeamStanding team={value} />}
    </ReadinessCard>
  );
}
