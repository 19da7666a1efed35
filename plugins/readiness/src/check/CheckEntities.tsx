import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Box from '@material-ui/core/Box';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckDetails,
  CheckResultItem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OutcomeLabel,
  readinessApiRef,
  dayWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import {
  FilterSelect,
  Pager,
  Panel,
  parseTier,
  PlainColumn,
  PlainTable,
  tierOptions,
  tierWords,
  usePaging,
  useSearchFilters,
} from '../layout';
import {
  OwnerLinks,
  refWords,
  resultAnchor,
  useReadinessLinks,
} from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { DownloadButton } from './DownloadButton';
import { OutcomeFilter, parseOutcomes } from './OutcomeFilter';

const pageSize = 50;

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'ReadinessCheckEntities' },
);

function teamOptions(check: CheckDetails, chosen: string | undefined) {
  const options = check.teams.map(({ team }) => ({
    value: team.ref,
    label: team.title,
  }));
  const known = options.some(({ value }) => value === chosen);
  return [
    { value: '', label: 'All teams' },
    ...options,
    ...(chosen && !known ? [{ value: chosen, label: refWords(chosen) }] : []),
  ];
}

/**
 * The entities that a check applies to, with filters in the address, pages and
 * a download of the whole list.
 */
export function CheckEntities(props: { check: CheckDetails }) {
  const { check } = props;
  const { scorecard, id } = check.summary;
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const links = useReadinessLinks();
  const [parameters, setFilter] = useSearchFilters();
  const team = parameters.get('team') ?? undefined;
  const tier = parseTier(parameters.get('tier'));
  const outcome = parseOutcomes(parameters.getAll('outcome'));
  const filters = {
    team,
    tier,
    outcome: outcome.length > 0 ? outcome : undefined,
  };
  const list = JSON.stringify([team, tier, outcome]);
  const paging = usePaging(list);
  const results = useLoaded(`${list} ${paging.cursor ?? ''}`, () =>
    api.listCheckResults(
      { scorecard, id },
      { ...filters, limit: pageSize, cursor: paging.cursor },
    ),
  );
  const columns: PlainColumn<CheckResultItem>[] = [
    {
      title: 'Service',
      rowHeader: true,
      cell: row => (
        <>
          <Link to={links.service(row.ref, resultAnchor(scorecard, id))}>
            {row.title ?? row.name}
          </Link>
          <span className={classes.aside}>{row.type ?? row.kind}</span>
        </>
      ),
    },
    {
      title: 'Outcome',
      cell: row => (
        <>
          <OutcomeLabel outcome={row.outcome} />
          {!row.counts && (
            <span className={classes.aside}>Does not count yet</span>
          )}
        </>
      ),
    },
    { title: 'Owner', cell: row => <OwnerLinks owners={row.owners} /> },
    { title: 'Tier', cell: row => tierWords(row.tier) },
    {
      // Results know the hour in which they changed, no more.
      title: 'Since',
      cell: row => (row.since ? dayWords(row.since) : '–'),
    },
  ];

  return (
    <Panel
      title="Services"
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
          label="Team"
          value={team ?? ''}
          options={teamOptions(check, team)}
          onChange={next => setFilter('team', [next])}
        />
        <FilterSelect
          label="Tier"
          value={tier === undefined ? '' : String(tier)}
          options={tierOptions}
          onChange={next => setFilter('tier', [next])}
        />
        <OutcomeFilter
          chosen={outcome}
          onChange={next => setFilter('outcome', next)}
        />
      </Box>
      <LoadedContent of={results} what="the services" rows={5}>
        {page => (
          <>
            {page.items.length > 0 && (
              <PlainTable
                label="Services"
                columns={columns}
                rows={page.items}
                rowKey={row => row.ref}
              />
            )}
            <Pager
              paging={paging}
              what="services"
              pageSize={pageSize}
              shown={page.items.length}
              total={page.totalItems}
              nextCursor={page.nextCursor}
            />
          </>
        )}
      </LoadedContent>
    </Panel>
  );
}
