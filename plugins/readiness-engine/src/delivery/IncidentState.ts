import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryIncident } from './DeliveryRecord';
import { LatestValue } from './LatestValue';
import { earlier } from './moments';

type IncidentEvent = Extract<DeliveryEvent, { kind: 'incident' }>;

/** The first of some times that is not before another one. */
function firstFrom(times: ReadonlySet<number>, from: number): number | null {
  let first: number | null = null;
  for (const time of times) {
    if (time >= from) {
      first = earlier(first, time);
    }
  }
  return first;
}

/** What is known of an incident so far. */
export class IncidentState {
  #first = Infinity;
  #detectedAt: number | null = null;
  #acknowledgedAt: number | null = null;
  #firstUpdateAt: number | null = null;
  #postmortemAt: number | null = null;
  /** An incident that is open again is not over, whatever was said before. */
  #reopenedAt = -Infinity;
  readonly #mitigated = new Set<number>();
  readonly #resolved = new Set<number>();
  readonly #title = new LatestValue<string>();
  readonly #url = new LatestValue<string>();
  readonly #severity = new LatestValue<string>();
  readonly #deployment = new LatestValue<string>();
  readonly #postmortemUrl = new LatestValue<string>();
  #sendsUpdates = false;

  constructor(readonly id: string) {}

  /** Hears an event of this incident. */
  hear(event: IncidentEvent): void {
    const at = Date.parse(event.at);
    this.#first = Math.min(this.#first, at);
    switch (event.phase) {
      case 'detected':
        this.#detectedAt = earlier(this.#detectedAt, at);
        break;
      case 'acknowledged':
        this.#acknowledgedAt = earlier(this.#acknowledgedAt, at);
        break;
      case 'mitigated':
        this.#mitigated.add(at);
        break;
      case 'resolved':
        this.#resolved.add(at);
        break;
      case 'reopened':
        this.#reopenedAt = Math.max(this.#reopenedAt, at);
        break;
      case 'updated':
        this.#firstUpdateAt = earlier(this.#firstUpdateAt, at);
        break;
      case 'postmortem':
        this.#postmortemAt = earlier(this.#postmortemAt, at);
        break;
      default:
    }
    this.#title.hear(event, event.title);
    this.#url.hear(event, event.url);
    this.#severity.hear(event, event.severity);
    this.#deployment.hear(event, event.deployment);
    this.#postmortemUrl.hear(event, event.postmortemUrl);
    this.#sendsUpdates =
      this.#sendsUpdates ||
      event.sendsUpdates === true ||
      event.phase === 'updated';
  }

  /** @param readSeverity - number of a severity as the source has it */
  finish(
    readSeverity: (severity: string | null) => number | null,
  ): DeliveryIncident {
    return {
      id: this.id,
      title: this.#title.value,
      url: this.#url.value,
      severity: readSeverity(this.#severity.value),
      detectedAt: this.#detectedAt ?? this.#first,
      acknowledgedAt: this.#acknowledgedAt,
      mitigatedAt: firstFrom(this.#mitigated, this.#reopenedAt),
      resolvedAt: firstFrom(this.#resolved, this.#reopenedAt),
      firstUpdateAt: this.#firstUpdateAt,
      sendsUpdates: this.#sendsUpdates,
      postmortemUrl: this.#postmortemUrl.value,
      postmortemAt: this.#postmortemAt,
      namedDeployment: this.#deployment.value,
    };
  }
}
