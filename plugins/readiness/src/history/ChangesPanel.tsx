import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TransitionQuery } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect, useRef } from 'react';
import { DownloadButton } from '../layout/DownloadButton';
import { FilterSelect, Panel, useSearchFilters } from '../layout';
import { LoadedContent } from '../loading';
import { useReadinessTranslation } from '../translations';
import { ChangeItem } from './ChangeItem';
import { useChanges } from './useChanges';

const kinds = ['result', 'level'] as const;
const causes = [
  'data',
  'standard',
  'exemption',
  'time',
  'applicability',
  'ownership',
  'dependency',
  'collector',
  'created',
  'removed',
] as const;

const useStyles = makeStyles(
  theme => ({
    filters: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5, 2),
      padding: theme.spacing(1, 0, 1.5),
    },
    list: { margin: 0, padding: 0, listStyle: 'none' },
    end: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
    },
  }),
  { name: 'ReadinessChangesPanel' },
);

/**
 * What changed between two days, newest first, narrowed by kind and reason in the address.
 */
export function ChangesPanel(props: {
  query: TransitionQuery;
  /** Begins the name of the file. */
  fileName: string;
}) {
  const { fileName } = props;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const kind = kinds.find(known => known === parameters.get('kind'));
  const cause = causes.find(known => known === parameters.get('cause'));
  const query: TransitionQuery = { ...props.query, kind, cause };
  const changes = useChanges(query);
  const { items, hasMore, busy, failed, first } = changes;

  // Those who use the keyboard go on with the first earlier change.
  const list = useRef<HTMLUListElement>(null);
  const before = useRef(items.length);
  const firstPage = first.value;
  useEffect(() => {
    const known = before.current;
    before.current = items.length;
    if (firstPage && known >= firstPage.items.length && items.length > known) {
      list.current
        ?.querySelectorAll<HTMLElement>(':scope > li')
        [known]?.focus({ preventScroll: true });
    }
  }, [items.length, firstPage]);

  return (
    <Panel
      title={t('history.changes.title')}
      action={
        <DownloadButton
          fileName={`${fileName}-changes.csv`}
          load={() => api.history.exportTransitions(query)}
        />
      }
    >
      <div className={classes.filters}>
        <FilterSelect
          label={t('history.changes.kind')}
          value={kind ?? ''}
          options={[
            { value: '', label: t('history.changes.allKinds') },
            { value: 'result', label: t('history.changes.results') },
            { value: 'level', label: t('history.changes.levels') },
          ]}
          onChange={next => setFilter('kind', [next])}
        />
        <FilterSelect
          label={t('history.changes.why')}
          value={cause ?? ''}
          options={[
            { value: '', label: t('history.changes.allCauses') },
            ...causes.map(value => ({
              value,
              label: t(`history.causes.${value}`),
            })),
          ]}
          onChange={next => setFilter('cause', [next])}
        />
      </div>
      <LoadedContent
        of={first}
        what={t('history.changes.what')}
        rows={6}
        shape="list"
      >
        {() =>
          items.length > 0 ? (
            <>
              <ul ref={list} className={classes.list}>
                {items.map(change => (
                  <ChangeItem key={change.id} change={change} />
                ))}
              </ul>
              <div className={classes.end}>
                <Typography variant="body2" color="textSecondary" role="status">
                  {failed && `${t('history.changes.failed')} `}
                  {hasMore
                    ? t('history.changes.countMore', { amount: items.length })
                    : t('history.changes.count', { count: items.length })}
                </Typography>
                {hasMore && (
                  <Button
                    size="small"
                    variant="outlined"
                    disabled={busy}
                    onClick={() => changes.more()}
                  >
                    {busy
                      ? t('history.changes.loading')
                      : t('history.changes.older')}
                  </Button>
                )}
              </div>
            </>
          ) : (
            <Typography variant="body2">{t('history.changes.none')}</Typography>
          )
        }
      </LoadedContent>
    </Panel>
  );
}
