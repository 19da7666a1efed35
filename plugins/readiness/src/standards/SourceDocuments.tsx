import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import LinkOffIcon from '@material-ui/icons/LinkOff';
import MoveToInboxIcon from '@material-ui/icons/MoveToInbox';
import {
  DefinitionItem,
  DefinitionList,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useSeen } from '../check/useSeen';
import {
  beginWords,
  FoldedPanel,
  LongWords,
  Panel,
  PlainColumn,
  PlainTable,
} from '../layout';
import { useReadinessLinks } from '../links';
import { refusalOf, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
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
    about: {
      color: theme.palette.text.secondary,
      marginBottom: theme.spacing(1),
    },
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
  const { t } = useReadinessTranslation();
  if (!document || (document.pushed && document.inUse)) {
    return (
      <span className={classes.state}>
        <MoveToInboxIcon aria-hidden />
        <span>{t('standards.documents.pushed')}</span>
      </span>
    );
  }
  if (document.inUse) {
    return (
      <span className={classes.state}>
        <CheckCircleIcon aria-hidden />
        <span>{t('standards.documents.runs')}</span>
      </span>
    );
  }
  return (
    <div className={classes.why}>
      <span className={classes.state}>
        <LinkOffIcon aria-hidden />
        <span>{t('standards.documents.notConnected')}</span>
      </span>
      <span className={classes.aside}>
        <LongWords
          text={
            document.problem ??
            (document.pushed
              ? t('standards.documents.nobodyPushes')
              : t('standards.documents.nothingRuns'))
          }
          what={t('standards.documents.why', { title: document.title })}
        />
      </span>
    </div>
  );
}

function Documents(props: { reads: number }) {
  const api = useApi(readinessApiRef);
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const { value, error } = useLoaded(String(props.reads), () =>
    api.listDefinitions(),
  );
  if (error && refusalOf(error) === 'broken') {
    return (
      <Panel title={t('standards.documents.title')}>
        {t('standards.documents.failed', { message: error.message })}
      </Panel>
    );
  }
  const rows = value ? toDocuments(value) : [];
  if (rows.length === 0) {
    return null;
  }
  const columns: PlainColumn<SourceDocument>[] = [
    {
      title: t('standards.documents.name'),
      rowHeader: true,
      cell: row => (
        <>
          {beginWords(row.title)}
          <span className={classes.aside}>{row.id}</span>
        </>
      ),
    },
    {
      title: t('standards.documents.state'),
      cell: row => <State document={row.document} />,
    },
    {
      title: t('standards.documents.version'),
      align: 'right',
      cell: row => row.document?.version ?? '–',
    },
    {
      title: t('standards.documents.source'),
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
                {t('standards.documents.since', {
                  day: words.day(document.createdAt),
                })}
              </span>
            </>
          ) : (
            t('standards.documents.configuration')
          )}
        </span>
      ),
    },
  ];
  return (
    <FoldedPanel
      title={t('standards.documents.title')}
      note={t('standards.documents.note', { count: rows.length })}
    >
      <Typography variant="body2" className={classes.about}>
        {t('standards.documents.about', {
          health: (
            <Link to={links.health()} underline="always">
              {t('standards.documents.health')}
            </Link>
          ),
        })}
      </Typography>
      <PlainTable
        label={t('standards.documents.title')}
        columns={columns}
        rows={rows}
        rowKey={row => `${row.document ? 'recipe' : 'push'} ${row.id}`}
      />
    </FoldedPanel>
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
  const [ref, seen] = useSeen();
  return <div ref={ref}>{seen && <Documents reads={props.reads} />}</div>;
}
