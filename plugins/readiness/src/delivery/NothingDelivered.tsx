import Typography from '@material-ui/core/Typography';
import { Panel } from '../layout';

/**
 * No event is known, with how they get here.
 */
export function NothingDelivered(props: { flat?: boolean }) {
  return (
    <Panel title="Deployments to production" flat={props.flat}>
      <Typography component="div" variant="body2">
        <p>
          No deployment is known yet. Deployments, changes and incidents show
          here as soon as your tools tell of them:
        </p>
        <ul>
          <li>GitHub, GitLab and PagerDuty by their webhooks,</li>
          <li>
            any other pipeline by CDEvents, sent to{' '}
            <code>/api/readiness/v1/events</code>.
          </li>
        </ul>
      </Typography>
    </Panel>
  );
}
