import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import {
  CollectorHealth,
  collectorRunPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { FilterSelect, Notice, Panel, useSearchFilters } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';
import {
  isInTrouble,
  sortSources,
  sourceStateOf,
  sourceStates,
  sourceStateWords,
} from './sourceState';
import { SourcesTable } from './SourcesTable';
import { Sources } from './useSources';

/**
 * How all data sources are together, e.g. "34 data sources: 2 need a look, 1 is paused". Where only a few
 * of many entities failed, no source needs a look.
 *
 * @param t - of `useReadinessTranslation`
 */
export function summaryWords(
  t: ReadinessT,
  sources: readonly CollectorHealth[],
): string {
  const count = (is: (source: CollectorHealth) => boolean) =>
    sources.filter(is).length;
  const counts = {
    troubled: count(isInTrouble),
    paused: count(source => sourceStateOf(source) === 'paused'),
    running: count(source => sourceStateOf(source) === 'running'),
    mostly: count(source => sourceStateOf(source) === 'mostly'),
  };
  const parts = (['troubled', 'paused', 'running', 'mostly'] as const)
    .filter(part => counts[part] > 0)
    .map(part => t(`sources.${part}`, { count: counts[part] }));
  const all = t('sources.sources', { count: sources.length });
  return parts.length > 0
    ? t('sources.summary', { sources: all, parts: parts.join(', ') })
    : t('sources.allFine', { sources: all });
}

/**
 * All data sources, those that need somebody first, and a button for each that has it look now.
 */
export function SourcesPanel(props: {
  sources: Sources;
  value: readonly CollectorHealth[];
}) {
  const { sources, value } = props;
  const { t, words } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const { allowed } = usePermission({ permission: collectorRunPermission });
  const wanted = sourceStates.find(state => state === parameters.get('state'));
  const shown = sortSources(value).filter(
    source => !wanted || sourceStateOf(source) === wanted,
  );
  const countOf = (state: string) =>
    value.filter(source => sourceStateOf(source) === state).length;
  if (value.length === 0) {
    return (
      <Panel title={t('sources.title')}>
        <Typography variant="body2">{t('sources.none')}</Typography>
      </Panel>
    );
  }
  return (
    <Panel
      title={t('sources.title')}
      note={summaryWords(t, value)}
      action={
        <FilterSelect
          label={t('sources.filter')}
          value={wanted ?? ''}
          options={[
            {
              value: '',
              label: t('sources.all', { number: words.number(value.length) }),
            },
            ...sourceStates
              .filter(state => state === wanted || countOf(state) > 0)
              .map(state => ({
                value: state,
                label: t('sources.stateCount', {
                  state: sourceStateWords(t, state),
                  number: words.number(countOf(state)),
                }),
              })),
          ]}
          onChange={next => setFilter('state', [next])}
        />
      }
    >
      <>
        {sources.isBehind && <Notice warning>{t('sources.behind')}</Notice>}
        <Typography variant="body2" color="textSecondary" role="status">
          {sources.said}
        </Typography>
        {shown.length > 0 ? (
          <SourcesTable
            sources={shown}
            lookNow={allowed ? sources.lookNow : undefined}
          />
        ) : (
          <Typography variant="body2">{t('sources.noneInState')}</Typography>
        )}
      </>
    </Panel>
  );
}
