import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import {
  EvaluationQueue,
  evaluationRetryPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { Panel } from '../layout';
import { useReadinessTranslation } from '../translations';
import { FailuresTable } from './FailuresTable';
import { Queue } from './useQueue';

/**
 * How many entities wait to be checked and since when, those that could not be, and a way to have them tried again.
 */
export function QueuePanel(props: { queue: Queue; value: EvaluationQueue }) {
  const { queue, value } = props;
  const { waiting, waitingSince, failed, givenUp, failures } = value;
  const { t, words } = useReadinessTranslation();
  const { allowed } = usePermission({ permission: evaluationRetryPermission });
  return (
    <Panel
      title={t('health.queue.title')}
      note={
        waiting > 0 && waitingSince
          ? t('health.queue.waits', {
              count: waiting,
              when: <RelativeDate at={waitingSince} />,
            })
          : t('health.queue.nothingWaits')
      }
      action={
        allowed &&
        failed > 1 && (
          <Button
            variant="outlined"
            size="small"
            disabled={queue.isBusy}
            onClick={() => queue.retry()}
          >
            {t('health.queue.retryAll')}
          </Button>
        )
      }
    >
      <>
        <Typography variant="body2" role="status">
          {failed === 0
            ? t('health.queue.nothingFailed')
            : t('health.queue.failed', { count: failed })}
          {givenUp > 0 && ` ${t('health.queue.givenUp', { count: givenUp })}`}
          {failures.length < failed &&
            ` ${t('health.queue.shown', {
              number: words.number(failures.length),
            })}`}
        </Typography>
        {failures.length > 0 && (
          <FailuresTable
            failures={failures}
            isBusy={queue.isBusy}
            retry={allowed ? queue.retry : undefined}
          />
        )}
      </>
    </Panel>
  );
}
