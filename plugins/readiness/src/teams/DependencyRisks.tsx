import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DependencyRisk,
  EntityLabel,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment } from 'react';
import { DownloadButton } from '../layout/DownloadButton';
import { Panel } from '../layout';
import { EntityLink } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { TeamsFilters } from './useTeamsFilters';

const shownRisks = 5;

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'grid',
      gap: theme.spacing(1.25),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    quiet: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessDependencyRisks' },
);

function Path(props: { through: readonly EntityLabel[] }) {
  return (
    <>
      {props.through.map((entity, index) => (
        <Fragment key={entity.ref}>
          {index > 0 && ', '}
          <EntityLink entity={entity} />
        </Fragment>
      ))}
    </>
  );
}

function RiskLine(props: { risk: DependencyRisk }) {
  const { entity, level, path, weakest, weakestLevel } = props.risk;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const through = path.filter(({ ref }) => ref !== weakest.ref);
  const levelWords = (value: number) => (
    <span className={classes.quiet}>
      {value === 0
        ? t('teams.risks.noLevel')
        : t('teams.risks.level', { level: String(value) })}
    </span>
  );
  const parts = {
    entity: <EntityLink entity={entity} />,
    level: levelWords(level),
    weakest: <EntityLink entity={weakest} />,
    weakestLevel: levelWords(weakestLevel),
  };
  return (
    <>
      {through.length === 0
        ? t('teams.risks.direct', parts)
        : t('teams.risks.through', {
            ...parts,
            path: <Path through={through} />,
          })}
    </>
  );
}

/**
 * Services of tier 1, or of the tier that is chosen, that lean on weaker ones, with the way there.
 */
export function DependencyRisks(props: { filters: TeamsFilters }) {
  // A level is about all areas.
  const { area, ...picks } = props.filters;
  const { tier = 1, domain, lifecycle } = picks;
  const isNarrowed = Boolean(domain || lifecycle) || tier !== 1;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const risks = useLoaded(JSON.stringify(picks), () =>
    api.rollups.listDependencyRisks({ ...picks, limit: shownRisks }),
  );
  return (
    <Panel
      title={
        tier === 0
          ? t('teams.risks.titleNoTier')
          : t('teams.risks.title', { tier: String(tier) })
      }
      note={
        <>
          {t('teams.risks.note')}
          {area && <> · {t('teams.risks.allAreas')}</>}
        </>
      }
      action={
        <DownloadButton
          fileName="readiness-dependencies.csv"
          load={() => api.rollups.exportDependencyRisks(picks)}
        />
      }
    >
      <LoadedContent
        of={risks}
        what={t('teams.risks.what')}
        rows={4}
        shape="list"
      >
        {({ items, nextCursor }) =>
          items.length === 0 ? (
            <Typography variant="body2">
              {t(isNarrowed ? 'teams.risks.noneOf' : 'teams.risks.none')}
            </Typography>
          ) : (
            <>
              <ul className={classes.list}>
                {items.map(risk => (
                  <li key={risk.entity.ref}>
                    <Typography variant="body2" component="span">
                      <RiskLine risk={risk} />
                    </Typography>
                  </li>
                ))}
              </ul>
              {nextCursor && (
                <Typography variant="body2" className={classes.quiet}>
                  {t('teams.risks.more')}
                </Typography>
              )}
            </>
          )
        }
      </LoadedContent>
    </Panel>
  );
}
