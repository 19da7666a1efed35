import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import MoveToInboxIcon from '@material-ui/icons/MoveToInbox';
import {
  DefinitionItem,
  DefinitionList,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  dayWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import {
  beginWords,
  LongWords,
  Panel,
  PlainColumn,
  PlainTable,
} from '../layout';
import { useReadinessLinks } from '../links';
import { refusalOf, useLoaded } from '../loading';
import { SourceWords } from './SourceWords';

/** A recipe, or what services push. */
interface SourceDocument {
  id: string;
  title: string;
  document: DefinitionItem | undefined;
}

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
      overflowWrap: 'anywhere',
    },
    source: { overflowWrap: 'anywhere' },
    state: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
      lineHeight: '1.25rem',
      '& svg': {
        alignSelf: 'center',
        flexShrink: 0,
        fontSize: '1.25rem',
        color: theme.palette.text.secondary,
      },
    },
    why: { maxWidth: '60ch' },
  }),
  { name: 'ReadinessSourceDocuments' },
);

function toDocuments(definitions: DefinitionList): SourceDocument[] {
  return [
    ...definitions.items
      .filter(({ kind }) => kind === 'Collector')
      .map(document => ({
        id: document.name,
        title: document.title,
        document,
      })),
    ...definitions.pushed.map(({ collector, title }) => ({
      id: collector,
      title,
      document: undefined,
    })),
  ];
}

function State(props: { document: DefinitionItem | undefined }) {
  const { document } = props;
  const classes = useStyles();
  if (!document || (document.pushed && document.inUse)) {
    return (
      <span className={classes.state}>
        <MoveToInboxIcon aria-hidden />
        <span>Pushed by services</span>
      </span>
    );
  }
  if (document.inUse) {
    return (
      <span className={classes.state}>
        <CheckCircleIcon aria-hidden />
        <span>Runs</span>
      </span>
    );
  }
  return (
    <div className={classes.why}>
      <span className={classes.state}>
        <LinkOffIcon aria-hidden />
        <span>Not connected</span>
      </span>
      <span className={classes.aside}>
        <LongWords
          text={
            document.problem ??
            (document.pushed
              ? 'No service may push it yet.'
              : 'Nothing here runs recipes.')
          }
          what={`why ${document.title} is not connected`}
        />
      </span>
    </div>
  );
}

/**
 * Recipes and what services push: where each comes from, and whether it is in use. Nothing where there
 * are none.
 */
export function SourceDocuments(props: {
  /** How often the documents were read on this page; asks again when it changes. */
  reads: number;
}) {
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const links = useReadinessLinks();
  const { value, error } = useLoaded(String(props.reads), () =>
    api.listDefinitions(),
  );
  if (error && refusalOf(error) === 'broken') {
    return (
      <Panel title="Recipes and pushed data">
        Whether there are any could not be found out: {error.message}
      </Panel>
    );
  }
  const rows = value ? toDocuments(value) : [];
  if (rows.length === 0) {
    return null;
  }
  const columns: PlainColumn<SourceDocument>[] = [
    {
      title: 'Name',
      rowHeader: true,
      cell: row => (
        <>
          {beginWords(row.title)}
          <span className={classes.aside}>{row.id}</span>
        </>
      ),
    },
    { title: 'State', cell: row => <State document={row.document} /> },
    {
      title: 'Version',
      align: 'right',
      cell: row => row.document?.version ?? '–',
    },
    {
      title: 'Where it comes from',
      cell: ({ document }) => (
        <span className={classes.source}>
          {document ? (
            <>
              <SourceWords
                source={document.source}
                createdBy={document.createdBy}
                begin
              />
              <span className={classes.aside}>
                since {dayWords(document.createdAt)}
              </span>
            </>
          ) : (
            'The configuration of this portal'
          )}
        </span>
      ),
    },
  ];
  return (
    <Panel
      title="Recipes and pushed data"
      note={
        <>
          Documents that say how to read a data source, and data that services
          bring themselves. How they run is on the{' '}
          <Link to={links.health()}>health page</Link>.
        </>
      }
    >
      <PlainTable
        label="Recipes and pushed data"
        columns={columns}
        rows={rows}
        rowKey={row => `${row.document ? 'recipe' : 'push'} ${row.id}`}
      />
    </Panel>
  );
}
