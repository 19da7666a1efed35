import { useApi } from '@backstage/core-plugin-api';
import { EvaluationQueue } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { useState } from 'react';
import { useToast } from '../layout';
import { refWords } from '../links';
import { Loaded, refusalOf, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

/** What waits to be checked, and what could not be. */
export interface Queue {
  loaded: Loaded<EvaluationQueue>;
  /** Something is asked for right now. */
  isBusy: boolean;
  /** Has one entity, or all that could not be checked, tried again. Never throws. */
  retry(entityRef?: string): Promise<void>;
}

/**
 * Loads what waits to be checked, and has what could not be tried again.
 */
export function useQueue(): Queue {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const toast = useToast();
  const loaded = useLoaded('', () => api.getEvaluationQueue());
  const [isBusy, setBusy] = useState(false);

  const retry = async (entityRef?: string) => {
    setBusy(true);
    try {
      loaded.replace(await api.retryEvaluations(entityRef));
      toast(
        entityRef === undefined
          ? t('health.queue.retriedAll')
          : t('health.queue.retried', { name: refWords(entityRef) }),
      );
    } catch (error) {
      const isDenied = error instanceof Error && refusalOf(error) === 'denied';
      toast(
        isDenied ? t('health.queue.mayNot') : t('health.queue.notRetried'),
        'danger',
      );
    } finally {
      setBusy(false);
    }
  };

  return { loaded, isBusy, retry };
}
