import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { LatestValue } from './LatestValue';
import { compareText, earlier } from './moments';

type DeploymentEvent = Extract<DeliveryEvent, { kind: 'deployment' }>;

/** What is known of a deployment to one environment so far. */
export class DeploymentState {
  startedAt: number | null = null;
  succeededAt: number | null = null;
  failedAt: number | null = null;
  rolledBackAt: number | null = null;
  /** The environment as written; of several ways the least by code units. */
  environment: string;
  readonly commit = new LatestValue<string>();
  readonly artifact = new LatestValue<string>();
  readonly digest = new LatestValue<string>();
  readonly run = new LatestValue<string>();
  readonly planned = new LatestValue<boolean>();
  #approved = false;

  constructor(readonly id: string, environment: string) {
    this.environment = environment;
  }

  /** Is an approval on record with the deployment itself? */
  get approved(): boolean {
    return this.#approved;
  }

  /** Hears an event of this deployment. */
  hear(event: DeploymentEvent): void {
    const at = Date.parse(event.at);
    switch (event.status) {
      case 'started':
        this.startedAt = earlier(this.startedAt, at);
        break;
      case 'succeeded':
        this.succeededAt = earlier(this.succeededAt, at);
        break;
      case 'failed':
        this.failedAt = earlier(this.failedAt, at);
        break;
      default:
        this.rolledBackAt = earlier(this.rolledBackAt, at);
    }
    if (compareText(event.environment, this.environment) < 0) {
      this.environment = event.environment;
    }
    this.commit.hear(event, event.commit);
    this.artifact.hear(event, event.artifact);
    this.digest.hear(event, event.digest);
    this.run.hear(event, event.run);
    this.planned.hear(event, event.planned);
    this.#approved = this.#approved || event.approved === true;
  }
}
