import { EventParams } from '@backstage/plugin-events-node';
import {
  EventReader,
  EventReading,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Fields, Refusal, toReading } from '../payload';
import { checkCDEvent } from './checkCDEvent';
import { deliveryEventsOf } from './deliveryEventsOf';
import { freezeEvent, readFreeze } from './readFreeze';
import { isCDEventType, resolveType } from './resolveType';

/** What the CloudEvents binding of CDEvents wants to be the same, as CloudEvent and as CDEvent. */
const sameInBoth = [
  ['id', 'context', 'id'],
  ['source', 'context', 'source'],
  ['type', 'context', 'type'],
  ['subject', 'subject', 'id'],
] as const;

/**
 * Reads CDEvents (https://cdevents.dev) of the specifications 0.3 to 0.6: bare, or as the data of a
 * CloudEvent in structured form. Events that break the specification are refused, with the path of what
 * does; custom events and types that say nothing about delivery are valid and give nothing.
 *
 * @public
 */
export class CDEventsReader implements EventReader {
  readonly id = 'cdevents';
  readonly title = 'CDEvents';
  readonly topics = ['cdevents'];

  readsCloudEvent(type: string): boolean {
    return isCDEventType(type);
  }

  read(event: EventParams): EventReading {
    return toReading(() => {
      const cdEvent = unwrap(Fields.of(event.eventPayload, ''));
      const type = cdEvent.object('context').text('type');
      const resolved = resolveType(type);
      if (resolved.status === 'refused') {
        throw new Refusal(resolved.reason);
      }
      const fault = checkCDEvent(cdEvent.toJson(), resolved);
      if (fault) {
        throw new Refusal(fault);
      }
      if (resolved.name === freezeEvent) {
        return readFreeze(cdEvent);
      }
      return deliveryEventsOf(cdEvent, resolved.name);
    });
  }
}

/** The CDEvent of a CloudEvent, or the event itself. */
function unwrap(payload: Fields): Fields {
  if (payload.value('context') !== undefined) {
    return payload;
  }
  if (payload.optionalText('specversion') === undefined) {
    throw new Refusal('The payload is neither a CDEvent nor a CloudEvent');
  }
  // Places are those within the CDEvent, wherever it comes from.
  const cdEvent = Fields.of(
    Fields.of(payload.value('data'), 'data').toJson(),
    '',
  );
  for (const [attribute, part, name] of sameInBoth) {
    const outer = payload.value(attribute);
    const inner = cdEvent.optionalObject(part)?.value(name);
    if (outer !== undefined && outer !== inner) {
      throw new Refusal(
        `The CloudEvent's ${attribute} is not that of the CDEvent, ${part}.${name}`,
      );
    }
  }
  return cdEvent;
}
