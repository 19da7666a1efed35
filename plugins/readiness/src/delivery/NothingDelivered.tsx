import { EmptyState } from '@backstage/core-components';

/**
 * No event is known, with how they get here.
 */
export function NothingDelivered() {
  return (
    <EmptyState
      missing="data"
      title="No deployment is known yet"
      description="Deployments, changes and incidents show here once your tools tell of them: by webhooks of GitHub, GitLab or PagerDuty, or from a pipeline by POST /api/readiness/v1/events."
    />
  );
}
