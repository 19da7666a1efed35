import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  areas,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useState } from 'react';
import { FilterSelect, Stack, useSearchFilters } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { filterChecks, parseCheckFilter } from './checkFilter';
import { ReadAgainButton } from './ReadAgainButton';
import { ScorecardPanel } from './ScorecardPanel';
import { SourceDocuments } from './SourceDocuments';
import { TroubledSources } from './TroubledSources';
import { UnloadedDocuments } from './UnloadedDocuments';

// Wide enough for what it proposes.
const useStyles = makeStyles(
  { words: { width: 260, maxWidth: '100%' } },
  { name: 'ReadinessStandardsPage' },
);

function Scorecards(props: {
  scorecards: readonly ScorecardDetails[];
  /** Asks for newer ones. */
  onRead(): void;
}) {
  const { scorecards, onRead } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const [parameters, setFilter] = useSearchFilters();
  const inAddress = parseCheckFilter(parameters);
  const [words, setWords] = useState(inAddress.words);
  const filter = { ...inAddress, words };
  const [reads, setReads] = useState(0);
  const present = areas.filter(area =>
    scorecards.some(({ checks }) => checks.some(check => check.area === area)),
  );
  const found = scorecards.some(
    ({ checks }) => filterChecks(checks, filter).length > 0,
  );

  // Browsers refuse to change the address with every key.
  useEffect(() => {
    if (words === inAddress.words) {
      return undefined;
    }
    const timer = setTimeout(() => setFilter('words', [words]), 300);
    return () => clearTimeout(timer);
  }, [words, inAddress.words, setFilter]);

  return (
    <Stack>
      <Box
        display="flex"
        flexWrap="wrap"
        alignItems="center"
        justifyContent="space-between"
        gridGap={12}
      >
        <Box display="flex" flexWrap="wrap" gridGap={12}>
          <TextField
            id="readiness-filter-words"
            label="Find a check"
            type="search"
            value={words}
            onChange={event => setWords(event.target.value)}
            InputLabelProps={{ shrink: true }}
            placeholder="runbook, cost, incident …"
            variant="outlined"
            size="small"
            margin="none"
            className={classes.words}
          />
          <FilterSelect
            label="Area"
            value={filter.area ?? ''}
            options={[
              { value: '', label: 'All areas' },
              ...present.map(area => ({
                value: area,
                label: areaNames[area],
              })),
            ]}
            onChange={area => setFilter('area', [area])}
          />
        </Box>
        <ReadAgainButton
          onRead={() => {
            setReads(reads + 1);
            onRead();
          }}
        />
      </Box>
      <TroubledSources />
      <UnloadedDocuments scorecards={scorecards} reads={reads} />
      {scorecards.map(scorecard => (
        <ScorecardPanel
          key={scorecard.id}
          scorecard={scorecard}
          filter={filter}
        />
      ))}
      {scorecards.length > 0 && !found && (
        <Typography variant="body2" role="status">
          No check matches.
        </Typography>
      )}
      {scorecards.length === 0 && (
        <EmptyState
          missing="content"
          title="No standards yet"
          description="No scorecard could be loaded. The health page says which documents are broken."
        />
      )}
      <SourceDocuments reads={reads} />
      <Typography variant="body2">
        <Link to={links.health()}>
          Health of documents, files and data sources
        </Link>
      </Typography>
    </Stack>
  );
}

/**
 * All scorecards with their checks: who has adopted what.
 */
export function StandardsPage() {
  const api = useApi(readinessApiRef);
  const scorecards = useLoaded('', () => api.listScorecards());
  return (
    <LoadedContent of={scorecards} what="the standards" rows={8}>
      {value => <Scorecards scorecards={value} onRead={scorecards.reload} />}
    </LoadedContent>
  );
}
