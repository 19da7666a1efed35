import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import { ProblemItem } from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords, PlainColumn, PlainTable } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';
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
    // The carets below the line must stay below what they mean.
    excerpt: {
      margin: theme.spacing(0.75, 0, 0),
      padding: theme.spacing(0.75, 1),
      overflowX: 'auto',
      maxWidth: '80ch',
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
      fontSize: '0.8125rem',
      lineHeight: 1.4,
      whiteSpace: 'pre',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
      },
    },
  }),
  { name: 'ReadinessProblemsTable' },
);

/**
 * The place of a problem as `source:line:column`, as far as it is known.
 *
 * @param t - of `useReadinessTranslation`
 */
export function placeWords(
  t: ReadinessT,
  problem: Pick<ProblemItem, 'source' | 'line' | 'column'>,
): string {
  const { source, line, column } = problem;
  if (source === null) {
    return line === null
      ? ''
      : t('health.problems.line', { line: String(line) });
  }
  const atLine = line === null ? '' : `:${line}`;
  const atColumn = line === null || column === null ? '' : `:${column}`;
  return `${source}${atLine}${atColumn}`;
}

/**
 * An excerpt without the indentation that its lines share.
 */
export function excerptWords(excerpt: string): string {
  const lines = excerpt.split('\n');
  const indents = lines.map(line => line.search(/\S|$/));
  const shared = Math.min(...indents);
  return lines.map(line => line.slice(shared)).join('\n');
}

/**
 * What could not be read or computed, with its place where anything has one.
 */
export function ProblemsTable(props: {
  problems: readonly ProblemItem[];
  /** Titles of data sources by id, for readers who may know them. */
  sources?: ReadonlyMap<string, string>;
  /** Leaves out the columns that say what each one is about. */
  brief?: boolean;
}) {
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const links = useReadinessLinks();
  const sourceTitle = (id: string) => {
    const title = props.sources?.get(id);
    return title === undefined ? id : beginWords(title);
  };
  const about: PlainColumn<ProblemItem>[] = [
    {
      title: t('health.problems.about'),
      cell: row => (
        <>
          {t(`health.problems.subjects.${row.subject}`)}
          <span className={classes.aside}>{sourceTitle(row.reporter)}</span>
        </>
      ),
    },
    {
      title: t('health.problems.name'),
      rowHeader: true,
      cell: row =>
        row.entityRef ? (
          <Link to={links.service(row.entityRef)}>
            {refWords(row.entityRef)}
          </Link>
        ) : (
          <>{row.subject === 'collector' ? sourceTitle(row.name) : row.name}</>
        ),
    },
  ];
  // What answers over the network has no place in a file.
  const where: PlainColumn<ProblemItem> = {
    title: t('health.problems.where'),
    cell: row => {
      const url = httpUrl(row.source);
      return (
        <span className={classes.place}>
          {url ? (
            <Link to={url}>{placeWords(t, row)}</Link>
          ) : (
            placeWords(t, row)
          )}
        </span>
      );
    },
  };
  const columns: PlainColumn<ProblemItem>[] = [
    ...(props.brief ? [] : about),
    {
      title: t('health.problems.wrong'),
      cell: row => (
        <>
          <div className={classes.message}>{row.message}</div>
          {props.brief && props.sources?.has(row.reporter) && (
            <span className={classes.aside}>{sourceTitle(row.reporter)}</span>
          )}
          {row.excerpt && (
            <pre
              className={classes.excerpt}
              role="region"
              aria-label={t('health.problems.excerptOf', {
                place: placeWords(t, row),
              })}
              // Scrolls, so that it must take focus for those who use no mouse.
              // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              tabIndex={0}
            >
              {excerptWords(row.excerpt)}
            </pre>
          )}
        </>
      ),
    },
    ...(props.problems.some(problem => placeWords(t, problem) !== '')
      ? [where]
      : []),
    {
      title: t('health.problems.seen'),
      cell: row => <RelativeDate at={row.seenAt} />,
    },
  ];
  return (
    <PlainTable
      label={t('health.problems.title')}
      columns={columns}
      rows={props.problems}
      rowKey={row =>
        [
          row.subject,
          row.name,
          row.reporter,
          row.entityRef,
          placeWords(t, row),
          row.message,
        ].join('\n')
      }
    />
  );
}
