import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryPushGrant } from '../config';
import { EventRequest, readCloudEvents } from './cloudEvents';
import { EventIntake, IntakeAnswer } from './EventIntake';
import { EventReaders } from './EventReaders';
import { matchesGlob } from './matchesGlob';

/** What became of one event of a request. */
export interface PushedEventAnswer extends IntakeAnswer {
  /** As it was sent; null where it says none. */
  source: string | null;
  id: string | null;
}

/** Events of a request, at most. */
export const mostPushedEvents = 1_000;

/** Takes events that services send by HTTP. */
export class PushedEvents {
  readonly #options: {
    readers: EventReaders;
    intake: EventIntake;
    grants?: readonly DeliveryPushGrant[];
  };

  /** @param options - `grants`: undefined, everybody with the permission may send all */
  constructor(options: {
    readers: EventReaders;
    intake: EventIntake;
    grants?: readonly DeliveryPushGrant[];
  }) {
    this.#options = options;
  }

  /**
   * May this sender send anything, as far as the configuration says?
   *
   * @param subject - of a service; undefined: a user
   */
  isGranted(subject: string | undefined): boolean {
    const { grants } = this.#options;
    return !grants || grants.some(grant => grant.subject === subject);
  }

  /**
   * Stores the events of a request.
   *
   * @param subject - see {@link isGranted}
   * @returns one answer an event, in the same order
   * @throws UnsupportedMediaTypeError, InputError for a body that is not readable at all; what the
   *   database throws: sending all again is right then
   */
  async push(
    subject: string | undefined,
    request: EventRequest,
  ): Promise<PushedEventAnswer[]> {
    const { readers, intake, grants } = this.#options;
    const sent = readCloudEvents(request, { limit: mostPushedEvents });
    const answers = await intake.take(
      sent.map(it =>
        'event' in it
          ? readers.readCloudEvent(it.event)
          : { events: [], refused: it.refused },
      ),
      event =>
        grants &&
        refusalOf(
          event,
          grants.find(grant => grant.subject === subject),
        ),
    );
    return sent.map((it, index) => {
      const { source, id } = 'event' in it ? it.event : it;
      return { source, id, ...answers[index] };
    });
  }
}

function refusalOf(
  { source, targets }: DeliveryEvent,
  grant: DeliveryPushGrant | undefined,
): string | undefined {
  const fits = (text: string, patterns: readonly string[] | undefined) =>
    patterns?.some(pattern => matchesGlob(text, pattern)) ?? true;
  if (!grant || !fits(source, grant.sources)) {
    return `This service may not send events of the source '${source}'`;
  }
  const wrong = targets.find(target => !fits(target, grant.targets));
  return wrong === undefined
    ? undefined
    : `This service may not send events about '${wrong}'`;
}
