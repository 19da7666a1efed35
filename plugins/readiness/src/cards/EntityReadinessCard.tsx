import { Link } from '@backstage/core-components';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityReadiness,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  LevelBadge,
  readinessApiRef,
  TargetLabel,
} from '@team-readiness/backstage-plugin-readiness-react';
import { resultAnchor, useReadinessLinks } from '../links';
import { useLoaded } from '../loading';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { ReadinessCard } from './ReadinessCard';

const useStyles = makeStyles(
  theme => ({
    scorecard: { '& + &': { marginTop: theme.spacing(2) } },
    // A card is narrow; the words go on in the next line.
    level: {
      fontSize: '1.25rem',
      fontWeight: 600,
      '& span': { whiteSpace: 'normal' },
    },
    line: { marginTop: theme.spacing(0.5) },
    aside: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessEntityCard' },
);

function Standing(props: { entityRef: string; readiness: ScorecardReadiness }) {
  const { entityRef, readiness } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const [fix] = readiness.fixes;
  return (
    <div className={classes.scorecard}>
      <div className={classes.level}>
        <LevelBadge {...readiness} of={readiness.levels.length} />
      </div>
      <div className={classes.line}>
        <TargetLabel {...readiness} fixes={readiness.fixes.length} />
      </div>
      {fix && (
        <div className={classes.line}>
          {t('cards.next', {
            fix: (
              <Link
                to={links.service(
                  entityRef,
                  resultAnchor(fix.scorecard, fix.checkId),
                )}
              >
                {fix.title}
              </Link>
            ),
          })}{' '}
          <span className={classes.aside}>{words.effort(fix.effort)}</span>
        </div>
      )}
    </div>
  );
}

function cardContent(
  entityRef: string,
  entity: EntityReadiness,
  t: ReadinessT,
) {
  if (entity.state === 'waiting') {
    return t('cards.waiting');
  }
  if (entity.scorecards.length === 0) {
    return t('cards.nothingAsked');
  }
  return entity.scorecards.map(readiness => (
    <Standing
      key={readiness.scorecard.id}
      entityRef={entityRef}
      readiness={readiness}
    />
  ));
}

/**
 * Level, target and the top fix of an entity, nothing else.
 */
export function EntityReadinessCard() {
  const { entity } = useEntity();
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const ref = stringifyEntityRef(entity);
  const readiness = useLoaded(ref, () =>
    api.getEntity({
      kind: entity.kind,
      namespace: entity.metadata.namespace ?? 'default',
      name: entity.metadata.name,
    }),
  );
  return (
    <ReadinessCard
      of={readiness}
      link={{ title: t('cards.allResults'), link: links.service(ref) }}
      missing={t('cards.unknown')}
    >
      {value => cardContent(ref, value, t)}
    </ReadinessCard>
  );
}
