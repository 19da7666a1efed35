import {
  DeliveryEventInput,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EventReading } from '@team-readiness/backstage-plugin-readiness-node';
import { Refusal } from './Refusal';

/** Longest reason, in characters: names of fields in it may be of others' making. */
const reasonLength = 300;

const refused = (reason: string): EventReading => ({
  status: 'refused',
  reason: reason.slice(0, reasonLength),
});

/**
 * Reads an event and holds the result against the schema of delivery events, so that whatever a
 * payload says, a reader gives events that can be stored, or a reason.
 *
 * @param read - makes the events, none for one that says nothing about delivery; throws a
 *   `Refusal` for an event against the rules
 */
export function toReading(read: () => DeliveryEventInput[]): EventReading {
  let events: DeliveryEventInput[];
  try {
    events = read();
  } catch (error) {
    if (error instanceof Refusal) {
      return refused(error.message);
    }
    throw error;
  }
  for (const event of events) {
    const [issue] = deliveryEventSchema.safeParse(event).error?.issues ?? [];
    if (issue) {
      return refused(
        `It cannot be kept: ${issue.path.join('.')}: ${issue.message}`,
      );
    }
  }
  return { status: 'read', events };
}
