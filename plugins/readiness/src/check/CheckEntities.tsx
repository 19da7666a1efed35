import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import { Theme, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  CheckDetails,
  CheckResultItem,
  CheckResultQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  GridColumn,
  OutcomeLabel,
  readinessApiRef,
  VirtualGrid,
} from '@team-readiness/backstage-plugin-readiness-react';
import {
  FilterSelect,
  Panel,
  parseTier,
  useSearchFilters,
  useTierOptions,
} from '../layout';
import {
  OwnerLinks,
  refWords,
  resultAnchor,
  useReadinessLinks,
} from '../links';
import { LoadedContent } from '../loading';
import { useReadinessTranslation } from '../translations';
import { DownloadButton } from '../layout/DownloadButton';
import { OutcomeFilter, parseOutcomes } from './OutcomeFilter';
import { useCheckResults } from './useCheckResults';

const gridHeight = 480;
const longestRef = 300;
const longestLifecycle = 63;

function useTeamOptions(check: CheckDetails, chosen: string | undefined) {
  const { t } = useReadinessTranslation();
  const options = check.teams.map(({ team }) => ({
    value: team.ref,
    label: team.title,
  }));
  const known = options.some(({ value }) => value === chosen);
  return [
    { value: '', label: t('check.services.allTeams') },
    ...options,
    ...(chosen && !known ? [{ value: chosen, label: refWords(chosen) }] : []),
  ];
}

/** @param isDense - where service and outcome are all that there is room for */
function useColumns(
  check: CheckDetails,
  isDense: boolean,
): GridColumn<CheckResultItem>[] {
  const { scorecard, id } = check.summary;
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  // Where the whole check does not count yet, the title of the page says so.
  const isNotCounted = (row: CheckResultItem) =>
    !row.counts && check.summary.stage === 'enforced';
  return [
    {
      id: 'service',
      title: t('check.services.service'),
      width: isDense ? 130 : 200,
      isRowHeader: true,
      render: row => (
        <Link to={links.service(row.ref, resultAnchor(scorecard, id))}>
          {row.title ?? row.name}
        </Link>
      ),
    },
    {
      id: 'outcome',
      title: t('check.services.outcome'),
      width: isDense ? 140 : 210,
      render: row =>
        isNotCounted(row) ? (
          t('check.services.notCounted', {
            outcome: <OutcomeLabel outcome={row.outcome} />,
          })
        ) : (
          <OutcomeLabel outcome={row.outcome} />
        ),
    },
    {
      id: 'owner',
      title: t('check.services.owner'),
      width: 160,
      render: row => <OwnerLinks owners={row.owners} />,
    },
    {
      id: 'tier',
      title: t('check.services.tier'),
      width: 80,
      render: row => words.tier(row.tier),
    },
    {
      id: 'type',
      title: t('check.services.type'),
      width: 100,
      render: row => row.type ?? row.kind,
    },
    {
      // Results know the hour in which they changed, no more.
      id: 'since',
      title: t('check.services.since'),
      width: 110,
      render: row => (row.since ? words.day(row.since) : '–'),
    },
  ];
}

/** What a page before this one may have been narrowed to; here it can be taken away. */
const narrowings = [
  ['lifecycle', 'allLifecycles'],
  ['domain', 'allDomains'],
  ['system', 'allSystems'],
] as const;

/** The filters that an address holds. What cannot be one is left out. */
function parseFilters(parameters: URLSearchParams): CheckResultQuery {
  const text = (name: string, longest: number) => {
    const value = parameters.get(name);
    return value && value.length <= longest ? value : undefined;
  };
  const outcome = parseOutcomes(parameters.getAll('outcome'));
  return {
    team: text('team', longestRef),
    tier: parseTier(parameters.get('tier')),
    lifecycle: text('lifecycle', longestLifecycle),
    domain: text('domain', longestRef),
    system: text('system', longestRef),
    outcome: outcome.length > 0 ? outcome : undefined,
  };
}

/** How high the list of all becomes, with the line above it. */
function roomOf({ summary }: CheckDetails, theme: Theme): number {
  const { notApplicable: _, ...counts } = summary.counts;
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 1);
  const { row, line } = { row: theme.spacing(5.5), line: theme.spacing(2.5) };
  return line + Math.min(gridHeight, rows * row);
}

/**
 * The entities that a check applies to, with filters in the address, more as one scrolls, and a download of the whole
 * list.
 */
export function CheckEntities(props: { check: CheckDetails }) {
  const { check } = props;
  const { scorecard, id } = check.summary;
  const api = useApi(readinessApiRef);
  const theme = useTheme();
  const { t, words } = useReadinessTranslation();
  const [parameters, setFilter] = useSearchFilters();
  const filters = parseFilters(parameters);
  const { team, tier, outcome = [] } = filters;
  const teamOptions = useTeamOptions(check, team);
  const tierOptions = useTierOptions();
  const isDense = useMediaQuery(theme.breakpoints.down('xs'), { noSsr: true });
  const columns = useColumns(check, isDense);
  const results = useCheckResults({ scorecard, id }, filters);
  const isNarrowed = Object.values(filters).some(value => value !== undefined);
  // How many there are is known before they are: what stands below need not move.
  const room =
    results.first.value || isNarrowed ? undefined : roomOf(check, theme);

  return (
    <Panel
      title={t('check.services.title')}
      action={
        <DownloadButton
          fileName={`readiness-${scorecard}-${id}.csv`}
          load={() => api.exportCheckResults({ scorecard, id }, filters)}
        />
      }
    >
      <Box
        display="flex"
        flexWrap="wrap"
        alignItems="center"
        gridGap={12}
        mb={1.5}
        mt={1}
      >
        <FilterSelect
          label={t('check.services.team')}
          value={team ?? ''}
          options={teamOptions}
          onChange={next => setFilter('team', [next])}
        />
        <FilterSelect
          label={t('check.services.tier')}
          value={tier === undefined ? '' : String(tier)}
          options={tierOptions}
          onChange={next => setFilter('tier', [next])}
        />
        {narrowings.map(([name, all]) => {
          const value = filters[name];
          return (
            value && (
              <FilterSelect
                key={name}
                label={t(`services.filters.${name}`)}
                value={value}
                options={[
                  { value: '', label: t(`services.filters.${all}`) },
                  { value, label: refWords(value) },
                ]}
                onChange={next => setFilter(name, [next])}
              />
            )
          );
        })}
        <OutcomeFilter
          chosen={outcome}
          onChange={next => setFilter('outcome', next)}
        />
      </Box>
      <div style={{ minHeight: room }}>
        <LoadedContent
          of={results.first}
          what={t('check.services.what')}
          rows={5}
        >
          {() => (
            <>
              <Typography variant="body2" color="textSecondary" role="status">
                {results.total > 0
                  ? t('check.services.shown', {
                      count: results.total,
                      number: words.number(results.total),
                    })
                  : t('check.services.none')}
              </Typography>
              {results.total > 0 && (
                <VirtualGrid
                  label={t('check.services.title')}
                  columns={columns}
                  rows={results.items}
                  rowKey={row => row.ref}
                  total={results.total}
                  onEnd={results.failed ? undefined : results.more}
                  loading={results.busy}
                  maxHeight={gridHeight}
                  dense={isDense}
                />
              )}
              {results.failed && (
                <Typography variant="body2" role="alert">
                  {t('check.services.moreFailed')}{' '}
                  <Button size="small" onClick={results.more}>
                    {t('check.services.again')}
                  </Button>
                </Typography>
              )}
            </>
          )}
        </LoadedContent>
      </div>
    </Panel>
  );
}
