import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  Words,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useParams } from 'react-router-dom';
import { Notice, PageTitle, Panel, Stack } from '../layout';
import { useAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { stageWords } from '../standards/stageWords';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { AdoptionCurve } from './AdoptionCurve';
import { CheckAbout } from './CheckAbout';
import { CheckEntities } from './CheckEntities';
import { CheckExplained } from './CheckExplained';
import { CheckHistory, lookedThrough } from './CheckHistory';
import { CheckNumbers } from './CheckNumbers';
import { GoodExamplesPanel } from './GoodExamplesPanel';
import { SideBySide } from './SideBySide';
import { TeamsOfCheck } from './TeamsOfCheck';
import { useSeen } from './useSeen';

const useStyles = makeStyles(
  theme => ({
    // The last one takes what its neighbour has more.
    column: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
      '& > :last-child': { display: 'grid', flexGrow: 1 },
    },
  }),
  { name: 'ReadinessCheckPage' },
);

/** Teams of which the course shows; the others show where they stand now. */
const drawnTeams = 50;

function roleWords(
  reader: { t: ReadinessT; words: Words },
  { summary }: CheckDetails,
): string {
  const { t, words } = reader;
  return [
    words.area(summary.area),
    summary.gate
      ? t('check.role.gate', {
          level: String(summary.level),
          name: summary.levelName,
        })
      : t('check.role.scoreOnly'),
    words.effort(summary.effort),
    stageWords(reader, summary),
  ]
    .filter(Boolean)
    .join(' · ');
}

/**
 * Where a check stands: the curve, its entities, its teams, and what versions did with it.
 */
function CheckStanding(props: { check: CheckDetails }) {
  const { check } = props;
  const { id, connected } = check.summary;
  const scorecard = check.scorecard.id;
  const classes = useStyles();
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const curve = useLoaded('', () =>
    api.history.getCheckAdoption({ scorecard, id }, { limit: drawnTeams }),
  );
  // What few look at waits until somebody comes near it, and for what all look at.
  const [history, isHistorySeen] = useSeen();
  const isWanted = isHistorySeen && Boolean(curve.value || curve.error);
  const versions = useLoaded(String(isWanted), async () =>
    isWanted
      ? api.listScorecardVersions(scorecard, { limit: lookedThrough })
      : undefined,
  );
  return (
    <Stack>
      {connected && (
        <AdoptionCurve check={check} curve={curve} versions={versions.value} />
      )}
      {connected && <CheckEntities check={check} />}
      {check.teams.length > 0 && (
        <Panel title={t('check.teams.title')}>
          <TeamsOfCheck check={check} curve={curve.value} />
        </Panel>
      )}
      <SideBySide>
        <CheckAbout check={check} />
        <div className={classes.column}>
          {connected && <GoodExamplesPanel check={check} />}
          <div ref={history}>
            <CheckHistory check={check} versions={versions} />
          </div>
        </div>
      </SideBySide>
    </Stack>
  );
}

function CheckBody(props: { check: CheckDetails }) {
  const { check } = props;
  const links = useReadinessLinks();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  return (
    <Stack>
      <PageTitle
        path={[{ title: t('check.standards'), to: links.standards() }]}
        title={check.summary.title}
        note={
          <>
            {check.summary.question}
            <br />
            {check.scorecard.title} · {roleWords(reader, check)}
          </>
        }
      />
      <CheckNumbers check={check.summary} />
      <CheckExplained check={check} />
      <CheckStanding check={check} />
      {check.hidden > 0 && (
        <Notice>
          {t('check.hidden', {
            count: check.hidden,
            number: words.number(check.hidden),
          })}
        </Notice>
      )}
    </Stack>
  );
}

function LoadedCheck(props: { scorecard: string; id: string }) {
  const { scorecard, id } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const check = useLoaded('', () => api.getCheck({ scorecard, id }));
  useAnchor(check.value !== undefined);
  return (
    <LoadedContent
      of={check}
      what={t('check.what')}
      parts={['title', 'headline', 'list', 'table']}
      missing={
        <EmptyState
          missing="content"
          title={t('check.missing.title')}
          description={t('check.missing.description')}
          action={
            <Link to={links.standards()}>{t('check.missing.action')}</Link>
          }
        />
      }
    >
      {value => <CheckBody check={value} />}
    </LoadedContent>
  );
}

/**
 * One check: question, why, how to fix, adoption, its entities, and its teams.
 */
export function CheckPage() {
  const { scorecard = '', id = '' } = useParams();
  return (
    <LoadedCheck key={`${scorecard}/${id}`} scorecard={scorecard} id={id} />
  );
}
