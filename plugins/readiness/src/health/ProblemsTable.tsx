import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ProblemItem } from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { PlainColumn, PlainTable } from '../layout';
import { httpUrl, refWords, useReadinessLinks } from '../links';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    place: {
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.8125rem',
      overflowWrap: 'anywhere',
    },
    message: { overflowWrap: 'anywhere', maxWidth: '70ch' },
  }),
  { name: 'ReadinessProblemsTable' },
);

/**
 * The place of a problem as `source:line:column`, as far as it is known.
 */
export function placeWords(
  problem: Pick<ProblemItem, 'source' | 'line' | 'column'>,
): string {
  const { source, line, column } = problem;
  if (source === null) {
    return line === null ? '' : `line ${line}`;
  }
  const atLine = line === null ? '' : `:${line}`;
  const atColumn = line === null || column === null ? '' : `:${column}`;
  return `${source}${atLine}${atColumn}`;
}

const subjectWords: Readonly<Record<ProblemItem['subject'], string>> = {
  definition: 'Standard',
  entity: 'Catalog entity',
  file: 'File',
  collector: 'Data source',
  evaluation: 'Check run',
};

/**
 * What a problem is about, in words.
 */
export function subjectTitle(subject: ProblemItem['subject']): string {
  return subjectWords[subject];
}

/**
 * What could not be read or computed, with its place.
 */
export function ProblemsTable(props: {
  problems: readonly ProblemItem[];
  /** Leaves out the columns that say what each one is about. */
  brief?: boolean;
}) {
  const classes = useStyles();
  const links = useReadinessLinks();
  const about: PlainColumn<ProblemItem>[] = [
    {
      title: 'About',
      cell: row => (
        <>
          {subjectWords[row.subject]}
          <span className={classes.aside}>{row.reporter}</span>
        </>
      ),
    },
    {
      title: 'Name',
      rowHeader: true,
      cell: row =>
        row.entityRef ? (
          <Link to={links.service(row.entityRef)}>
            {refWords(row.entityRef)}
          </Link>
        ) : (
          row.name
        ),
    },
  ];
  const columns: PlainColumn<ProblemItem>[] = [
    ...(props.brief ? [] : about),
    {
      title: 'What is wrong',
      cell: row => <div className={classes.message}>{row.message}</div>,
    },
    {
      title: 'Where',
      cell: row => {
        const url = httpUrl(row.source);
        return (
          <span className={classes.place}>
            {url ? <Link to={url}>{placeWords(row)}</Link> : placeWords(row)}
          </span>
        );
      },
    },
    { title: 'Seen', cell: row => <RelativeDate at={row.seenAt} /> },
  ];
  return (
    <PlainTable
      label="Problems"
      columns={columns}
      rows={props.problems}
      rowKey={row =>
        [
          row.subject,
          row.name,
          row.reporter,
          row.entityRef,
          placeWords(row),
          row.message,
        ].join('\n')
      }
    />
  );
}
