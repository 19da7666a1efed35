import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Stack } from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { ScorecardPanel } from './ScorecardPanel';
import { UnloadedDocuments } from './UnloadedDocuments';

/**
 * All scorecards with their checks: who has adopted what.
 */
export function StandardsPage() {
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const scorecards = useLoaded('', () => api.listScorecards());
  return (
    <LoadedContent of={scorecards} what="the standards" rows={8}>
      {value => (
        <Stack>
          <UnloadedDocuments scorecards={value} />
          {value.map(scorecard => (
            <ScorecardPanel key={scorecard.id} scorecard={scorecard} />
          ))}
          {value.length === 0 && (
            <EmptyState
              missing="content"
              title="No standards yet"
              description="No scorecard could be loaded. The health page says which documents are broken."
            />
          )}
          <Typography variant="body2">
            <Link to={links.health()}>
              Health of documents, files and data sources
            </Link>
          </Typography>
        </Stack>
      )}
    </LoadedContent>
  );
}
