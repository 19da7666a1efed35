import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { EvaluationFailure } from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { LongWords, PlainColumn, PlainTable } from '../layout';
import { refWords, useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

const useStyles = makeStyles(
  theme => ({
    message: { minWidth: '22ch', maxWidth: '70ch', overflowWrap: 'anywhere' },
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    ask: { whiteSpace: 'nowrap', margin: theme.spacing(-0.5, -0.75) },
  }),
  { name: 'ReadinessFailuresTable' },
);

/**
 * Entities that could not be checked: what went wrong, how often, and when they are tried again.
 */
export function FailuresTable(props: {
  failures: readonly EvaluationFailure[];
  isBusy: boolean;
  /** Undefined where the reader may not ask for it. */
  retry?: (entityRef: string) => Promise<void>;
}) {
  const { failures, isBusy, retry } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const columns: PlainColumn<EvaluationFailure>[] = [
    {
      title: t('health.queue.entity'),
      rowHeader: true,
      cell: ({ entityRef }) => (
        <Link to={links.service(entityRef)}>{refWords(entityRef)}</Link>
      ),
    },
    {
      title: t('health.queue.wrong'),
      cell: ({ entityRef, lastError }) => (
        <div className={classes.message}>
          <LongWords
            text={lastError}
            what={t('health.queue.messageOf', { name: refWords(entityRef) })}
          />
        </div>
      ),
    },
    {
      title: t('health.queue.attempts'),
      align: 'right',
      cell: ({ attempts }) => words.number(attempts),
    },
    {
      title: t('health.queue.next'),
      cell: ({ entityRef, nextAt, isGivenUp }) => (
        <>
          <RelativeDate at={nextAt} />
          {isGivenUp && (
            <span className={classes.aside}>
              {t('health.queue.oncePerDay')}
            </span>
          )}
          {retry && (
            <div>
              <Button
                size="small"
                color="primary"
                className={classes.ask}
                disabled={isBusy}
                aria-label={t('health.queue.retryOne', {
                  name: refWords(entityRef),
                })}
                onClick={() => retry(entityRef)}
              >
                {t('health.queue.retry')}
              </Button>
            </div>
          )}
        </>
      ),
    },
  ];
  return (
    <PlainTable
      label={t('health.queue.table')}
      columns={columns}
      rows={failures}
      rowKey={({ entityRef }) => entityRef}
    />
  );
}
