import { EventReading } from '@team-readiness/backstage-plugin-readiness-node';
import { CDEventsReader } from '../CDEventsReader';
import { vocabulary } from '../vocabulary';

/** Parts of a CDEvent that a test changes. */
export interface CDEventParts {
  /** Default: the newest version of the type. */
  version?: string;
  context?: object;
  subject?: object;
  content?: object;
  customData?: unknown;
}

/**
 * A CDEvent that is valid by specification 0.6.
 *
 * @param name - `<subject>.<predicate>`
 */
export function cdEvent(
  name: string,
  { version, context, subject, content, customData }: CDEventParts = {},
) {
  const number = version ?? vocabulary[name].versions['0.6'];
  return {
    context: {
      specversion: '0.6.0-draft',
      id: '271069a8-fc18-44f1-b38f-9d70a1695819',
      source: '/ci/release',
      type: `dev.cdevents.${name}.${number}`,
      timestamp: '2026-03-20T14:27:05.315384+01:00',
      ...context,
    },
    subject: { id: 'checkout', content: content ?? {}, ...subject },
    ...(customData !== undefined && { customData }),
  };
}

/** What the reader makes of an event of the topic `cdevents`. */
export const read = (eventPayload: unknown): EventReading =>
  new CDEventsReader().read({ topic: 'cdevents', eventPayload });

/** The reason of a refusal; fails the test where there is none. */
export function reasonOf(eventPayload: unknown): string {
  const reading = read(eventPayload);
  return reading.status === 'refused'
    ? reading.reason
    : `read as ${JSON.stringify(reading.events)}`;
}
