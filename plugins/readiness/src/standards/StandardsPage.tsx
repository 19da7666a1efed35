import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Box from '@material-ui/core/Box';
import Typography from '@material-ui/core/Typography';
import {
  CollectorHealth,
  definitionRefreshPermission,
  ProblemItem,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useState } from 'react';
import { Stack, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { Loaded, LoadedContent, useLoaded } from '../loading';
import { useSettledSourceHealth } from '../sources';
import { useReadinessTranslation } from '../translations';
import { AdoptionCourses } from './AdoptionCourse';
import { filterChecks, parseCheckFilter } from './checkFilter';
import { CheckFilters } from './CheckFilters';
import { ReadAgainButton } from './ReadAgainButton';
import { ScorecardPanel } from './ScorecardPanel';
import { SourceDocuments } from './SourceDocuments';
import { TroubledSources } from './TroubledSources';
import { UnloadedDocuments } from './UnloadedDocuments';

/** As many as one page of the API holds at most. */
const shownProblems = 500;
/** How long the standards wait for what stands above them. */
const patienceMs = 400;

function Scorecards(props: {
  scorecards: readonly ScorecardDetails[];
  problems: Loaded<{ items: ProblemItem[] }>;
  health: ReadonlyMap<string, CollectorHealth>;
  mayRefresh: boolean;
  /** What would stand above was not there in time: it stands below, so that nothing moves under a reader's eyes. */
  isLate: boolean;
  /** How often the documents were read on this page. */
  reads: number;
  /** Asks for newer ones. */
  onRead(): void;
}) {
  const { scorecards, problems, health, mayRefresh, reads, onRead, isLate } =
    props;
  const links = useReadinessLinks();
  const { t, words: reader } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const inAddress = parseCheckFilter(parameters);
  const [words, setWords] = useState(inAddress.words);
  const filter = { ...inAddress, words };
  const found = scorecards.some(
    ({ checks }) =>
      filterChecks(checks, filter, area => reader.area(area)).length > 0,
  );

  // Browsers refuse to change the address with every key.
  useEffect(() => {
    if (words === inAddress.words) {
      return undefined;
    }
    const timer = setTimeout(() => setFilter('words', [words]), 300);
    return () => clearTimeout(timer);
  }, [words, inAddress.words, setFilter]);

  const troubles = (
    <>
      <TroubledSources health={health} />
      <UnloadedDocuments scorecards={scorecards} problems={problems} />
    </>
  );
  return (
    <Stack>
      <Box
        display="flex"
        flexWrap="wrap"
        alignItems="center"
        justifyContent="space-between"
        gridGap={12}
      >
        <CheckFilters
          scorecards={scorecards}
          filter={filter}
          onWords={setWords}
          onFilter={(name, value) => setFilter(name, [value])}
        />
        {mayRefresh && <ReadAgainButton onRead={onRead} />}
      </Box>
      {!isLate && troubles}
      <AdoptionCourses
        versions={scorecards
          .map(({ id, version }) => `${id} ${version}`)
          .join(', ')}
      >
        {scorecards.map(scorecard => (
          <ScorecardPanel
            key={scorecard.id}
            scorecard={scorecard}
            filter={filter}
          />
        ))}
      </AdoptionCourses>
      {scorecards.length > 0 && !found && (
        <Typography variant="body2" role="status">
          {t('standards.noMatch')}
        </Typography>
      )}
      {scorecards.length === 0 && (
        <EmptyState
          missing="content"
          title={t('standards.none.title')}
          description={t('standards.none.description')}
        />
      )}
      <SourceDocuments reads={reads} />
      <Typography variant="body2">
        <Link to={links.health()}>{t('standards.health')}</Link>
      </Typography>
      {isLate && troubles}
    </Stack>
  );
}

/**
 * All scorecards with their checks: who has adopted what.
 */
export function StandardsPage() {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const [reads, setReads] = useState(0);
  const scorecards = useLoaded('', () => api.listScorecards());
  const problems = useLoaded(String(reads), () =>
    api.listProblems({ subject: 'definition', limit: shownProblems }),
  );
  const { health, isSettled } = useSettledSourceHealth(true);
  const refresh = usePermission({ permission: definitionRefreshPermission });
  // What stands above the standards comes with them, or later and below: it would move them.
  const [place, setPlace] = useState<'above' | 'below'>();
  if (!place && isSettled && !problems.loading && !refresh.loading) {
    setPlace('above');
  }
  const isWaiting = !place && scorecards.value !== undefined;
  useEffect(() => {
    if (!isWaiting) {
      return undefined;
    }
    const timer = setTimeout(
      () => setPlace(known => known ?? 'below'),
      patienceMs,
    );
    return () => clearTimeout(timer);
  }, [isWaiting]);
  const shown = place
    ? scorecards
    : { ...scorecards, value: undefined, loading: true };
  return (
    <LoadedContent
      of={shown}
      what={t('standards.what')}
      parts={['filters', 'table']}
    >
      {value => (
        <Scorecards
          scorecards={value}
          problems={problems}
          health={health}
          mayRefresh={refresh.allowed}
          isLate={place === 'below'}
          reads={reads}
          onRead={() => {
            setReads(reads + 1);
            scorecards.reload();
          }}
        />
      )}
    </LoadedContent>
  );
}
