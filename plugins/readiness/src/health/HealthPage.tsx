import { useApi } from '@backstage/core-plugin-api';
import { ProblemQuery } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import {
  FilterSelect,
  PageTitle,
  Pager,
  Panel,
  Stack,
  usePaging,
  useSearchFilters,
} from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { SourcesPanel, useSources } from '../sources';
import { ProblemsTable, subjectTitle } from './ProblemsTable';

const pageSize = 100;

const subjects = [
  'definition',
  'entity',
  'file',
  'collector',
  'evaluation',
  'reaction',
] as const satisfies ReadonlyArray<NonNullable<ProblemQuery['subject']>>;

/**
 * What could not be read or computed, and how each data source is.
 */
export function HealthPage() {
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const [parameters, setFilter] = useSearchFilters();
  const subject = subjects.find(known => known === parameters.get('about'));
  const paging = usePaging(subject ?? '');
  const problems = useLoaded(`${subject ?? ''} ${paging.cursor ?? ''}`, () =>
    api.listProblems({ subject, limit: pageSize, cursor: paging.cursor }),
  );
  const sources = useSources({ onEnded: problems.reload });
  const { loaded } = sources;
  const titles = new Map(loaded.value?.map(({ id, title }) => [id, title]));
  // Where nothing can be read, once is enough to say so and to try again.
  const isBroken = loaded.error !== undefined && problems.error !== undefined;
  const both = {
    ...loaded,
    reload() {
      loaded.reload();
      problems.reload();
    },
  };
  return (
    <Stack>
      <PageTitle
        path={[{ title: 'Standards', to: links.standards() }]}
        title="Health"
        note="How the data sources are, and what could not be read or computed. It stops nothing else."
      />
      <LoadedContent
        of={isBroken ? both : loaded}
        what="the data sources"
        rows={6}
      >
        {value => <SourcesPanel sources={sources} value={value} />}
      </LoadedContent>
      {!isBroken && (
        <LoadedContent of={problems} what="the problems" rows={4}>
          {page => (
            <Panel
              title="Problems"
              action={
                <FilterSelect
                  label="About"
                  value={subject ?? ''}
                  options={[
                    { value: '', label: 'Everything' },
                    ...subjects.map(known => ({
                      value: known,
                      label: subjectTitle(known),
                    })),
                  ]}
                  onChange={next => setFilter('about', [next])}
                />
              }
            >
              {page.items.length > 0 && (
                <ProblemsTable problems={page.items} sources={titles} />
              )}
              <Pager
                paging={paging}
                what="problems"
                pageSize={pageSize}
                shown={page.items.length}
                total={page.totalItems}
                nextCursor={page.nextCursor}
              />
            </Panel>
          )}
        </LoadedContent>
      )}
    </Stack>
  );
}
