import { EventParams } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * What a reader makes of one event of a topic.
 *
 * - `read`: these events; several, e.g. one per pushed commit, or none for an event that says
 *   nothing about delivery.
 * - `refused`: it breaks the rules of its format. The reason is one sentence without secrets.
 *
 * @public
 */
export type EventReading =
  | { status: 'read'; events: DeliveryEventInput[] }
  | { status: 'refused'; reason: string };

/**
 * Reads the events of one format. Pure: asks nobody, keeps nothing.
 *
 * @public
 */
export interface EventReader {
  /** Words joined by dashes, e.g. `cdevents`. */
  readonly id: string;
  /** For people, e.g. `CDEvents`. */
  readonly title: string;
  /** Topics of Backstage's events that it reads, e.g. `['github']`. */
  readonly topics: readonly string[];
  /**
   * Does it read CloudEvents of this `type` that come to `POST /v1/events`? The first reader that
   * says yes reads them; `eventPayload` is then the CloudEvent in structured form, its data parsed.
   */
  readsCloudEvent?(type: string): boolean;
  /** Never throws for what stands in the event. */
  read(event: EventParams): EventReading;
}
