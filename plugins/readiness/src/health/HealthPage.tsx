import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CollectorState,
  ProblemQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  RelativeDate,
} from '@team-readiness/backstage-plugin-readiness-react';
import {
  FilterSelect,
  PageTitle,
  Pager,
  Panel,
  PlainColumn,
  PlainTable,
  Stack,
  usePaging,
  useSearchFilters,
} from '../layout';
import { useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { ProblemsTable, subjectTitle } from './ProblemsTable';

const pageSize = 100;

const subjects = [
  'definition',
  'entity',
  'file',
  'collector',
  'evaluation',
] as const satisfies ReadonlyArray<NonNullable<ProblemQuery['subject']>>;

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'ReadinessHealthPage' },
);

const statusWords: Readonly<Record<CollectorState['status'], string>> = {
  never: 'Has not run yet',
  running: 'Running',
  paused: 'Paused',
  succeeded: 'Done',
  failed: 'Failed',
};

function DataSources(props: { states: readonly CollectorState[] }) {
  const classes = useStyles();
  const columns: PlainColumn<CollectorState>[] = [
    {
      title: 'Data source',
      rowHeader: true,
      cell: row => (
        <>
          {row.title}
          <span className={classes.aside}>{row.description}</span>
        </>
      ),
    },
    {
      title: 'State',
      cell: row => (
        <>
          {statusWords[row.status]}
          {row.lastError && (
            <span className={classes.aside}>{row.lastError}</span>
          )}
        </>
      ),
    },
    {
      title: 'Last run',
      cell: row =>
        row.finishedAt ? <RelativeDate at={row.finishedAt} /> : '–',
    },
    { title: 'Seen', align: 'right', cell: row => row.observed },
    { title: 'Nothing there', align: 'right', cell: row => row.absent },
    { title: 'Failed', align: 'right', cell: row => row.failed },
  ];
  return (
    <PlainTable
      label="Data sources"
      columns={columns}
      rows={props.states}
      rowKey={row => row.id}
    />
  );
}

/**
 * What could not be read or computed, and what each data source did last.
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
  return (
    <LoadedContent of={problems} what="the health of Readiness" rows={6}>
      {page => (
        <Stack>
          <PageTitle
            path={[{ title: 'Standards', to: links.standards() }]}
            title="Health"
            note="What could not be read or computed. It stops nothing else."
          />
          <Panel title="Data sources">
            {page.collectors.length > 0 ? (
              <DataSources states={page.collectors} />
            ) : (
              <Typography variant="body2">No data source is set up.</Typography>
            )}
          </Panel>
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
            {page.items.length > 0 && <ProblemsTable problems={page.items} />}
            <Pager
              paging={paging}
              what="problems"
              pageSize={pageSize}
              shown={page.items.length}
              total={page.totalItems}
              nextCursor={page.nextCursor}
            />
          </Panel>
        </Stack>
      )}
    </LoadedContent>
  );
}
