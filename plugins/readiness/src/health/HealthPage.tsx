import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  collectorRunPermission,
  ProblemQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
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
import { ProblemsTable } from '../problems';
import { SourcesPanel, useSources } from '../sources';
import { useReadinessTranslation } from '../translations';
import { QueuePanel } from './QueuePanel';
import { RepeatedEntities } from './RepeatedEntities';
import { useQueue } from './useQueue';

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
 * How each data source is, what waits to be checked, and what could not be read or computed.
 */
export function HealthPage() {
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const subject = subjects.find(known => known === parameters.get('about'));
  const paging = usePaging(subject ?? '');
  const problems = useLoaded(`${subject ?? ''} ${paging.cursor ?? ''}`, () =>
    api.listProblems({ subject, limit: pageSize, cursor: paging.cursor }),
  );
  const sources = useSources({ onEnded: problems.reload });
  const queue = useQueue();
  // Those who may have a source look now get a button in its row, which is then higher.
  const { loading: isAsking } = usePermission({
    permission: collectorRunPermission,
  });
  const loaded = isAsking
    ? { ...sources.loaded, value: undefined, loading: true }
    : sources.loaded;
  const titles = new Map(loaded.value?.map(({ id, title }) => [id, title]));
  // Where nothing can be read, once is enough to say so and to try again.
  const isBroken = loaded.error !== undefined && problems.error !== undefined;
  // What is below waits for what is above, so that nothing moves that a reader already sees.
  const areSourcesThere = Boolean(loaded.value ?? loaded.error);
  const isQueueThere =
    areSourcesThere && Boolean(queue.loaded.value ?? queue.loaded.error);
  const both = {
    ...loaded,
    reload() {
      loaded.reload();
      problems.reload();
      queue.loaded.reload();
    },
  };
  return (
    <Stack>
      <PageTitle
        path={[{ title: t('health.path'), to: links.standards() }]}
        title={t('health.title')}
        note={t('health.note')}
      />
      <LoadedContent
        of={isBroken ? both : loaded}
        what={t('health.whatSources')}
        parts={['table']}
      >
        {value => <SourcesPanel sources={sources} value={value} />}
      </LoadedContent>
      {!isBroken && areSourcesThere && (
        <LoadedContent
          of={queue.loaded}
          what={t('health.whatQueue')}
          rows={1}
          brief
        >
          {value => <QueuePanel queue={queue} value={value} />}
        </LoadedContent>
      )}
      {!isBroken && isQueueThere && (
        <LoadedContent of={problems} what={t('health.whatProblems')} rows={4}>
          {page => (
            <Panel
              title={t('health.problems.title')}
              note={<RepeatedEntities problems={page.items} />}
              action={
                <FilterSelect
                  label={t('health.about')}
                  value={subject ?? ''}
                  options={[
                    { value: '', label: t('health.everything') },
                    ...subjects.map(known => ({
                      value: known,
                      label: t(`health.problems.subjects.${known}`),
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
                what={t('health.pagerProblems')}
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
