import { alertApiRef, useApiHolder } from '@backstage/core-plugin-api';
import { toastApiRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';

/** As long as it takes to read a sentence twice. */
const shownForMs = 6_000;

/** How something went. */
export type ToastStatus = 'success' | 'warning' | 'danger';

const severities = {
  success: 'success',
  warning: 'warning',
  danger: 'error',
} as const satisfies Readonly<Record<ToastStatus, string>>;

/**
 * Says in passing how something went that the reader asked for. Apps of the old frontend system, and older ones of
 * the new, show it as an alert.
 *
 * @returns takes one sentence, and how it went ("success" unless said)
 */
export function useToast(): (title: string, status?: ToastStatus) => void {
  const apis = useApiHolder();
  return useCallback(
    (title, status = 'success') => {
      const toasts = apis.get(toastApiRef);
      if (toasts) {
        toasts.post({ title, status, timeout: shownForMs });
        return;
      }
      apis.get(alertApiRef)?.post({
        message: title,
        severity: severities[status],
        display: 'transient',
      });
    },
    [apis],
  );
}
