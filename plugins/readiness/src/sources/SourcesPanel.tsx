import { usePermission } from '@backstage/plugin-permission-react';
import Typography from '@material-ui/core/Typography';
import {
  CollectorHealth,
  collectorRunPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { countWords } from '@team-readiness/backstage-plugin-readiness-react';
import { FilterSelect, Notice, Panel, useSearchFilters } from '../layout';
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
 */
export function summaryWords(sources: readonly CollectorHealth[]): string {
  const count = (is: (source: CollectorHealth) => boolean) =>
    sources.filter(is).length;
  const troubled = count(isInTrouble);
  const paused = count(source => sourceStateOf(source) === 'paused');
  const running = count(source => sourceStateOf(source) === 'running');
  const partly = count(
    source => sourceStateOf(source) === 'partly' && !isInTrouble(source),
  );
  const parts = [
    troubled > 0 && `${troubled} ${troubled === 1 ? 'needs' : 'need'} a look`,
    paused > 0 && `${paused} ${paused === 1 ? 'is' : 'are'} paused`,
    running > 0 && `${running} ${running === 1 ? 'runs' : 'run'} now`,
    partly > 0 && `${partly} could not read every entity`,
  ].filter(Boolean);
  return `${countWords(sources.length, 'data source', 'data sources')}${
    parts.length > 0 ? `: ${parts.join(', ')}` : ', all fine'
  }`;
}

/**
 * All data sources, those that need somebody first, and a button for each that has it look now.
 */
export function SourcesPanel(props: {
  sources: Sources;
  value: readonly CollectorHealth[];
}) {
  const { sources, value } = props;
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
      <Panel title="Data sources">
        <Typography variant="body2">No data source is set up.</Typography>
      </Panel>
    );
  }
  return (
    <Panel
      title="Data sources"
      note={summaryWords(value)}
      action={
        <FilterSelect
          label="State"
          value={wanted ?? ''}
          options={[
            { value: '', label: `All (${value.length})` },
            ...sourceStates
              .filter(state => state === wanted || countOf(state) > 0)
              .map(state => ({
                value: state,
                label: `${sourceStateWords(state)} (${countOf(state)})`,
              })),
          ]}
          onChange={next => setFilter('state', [next])}
        />
      }
    >
      <>
        {sources.isBehind && (
          <Notice warning>
            The backend did not answer. What shows is what was known before; it
            is asked again.
          </Notice>
        )}
        <Typography variant="body2" color="textSecondary" role="status">
          {sources.said}
        </Typography>
        {shown.length > 0 ? (
          <SourcesTable
            sources={shown}
            lookNow={allowed ? sources.lookNow : undefined}
          />
        ) : (
          <Typography variant="body2">
            No data source is in this state now.
          </Typography>
        )}
      </>
    </Panel>
  );
}
