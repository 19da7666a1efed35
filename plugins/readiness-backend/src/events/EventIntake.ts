/**
 * Takes normalised events into the store.
 *
 * # Guarantees
 *
 * - An event is stored once, by source and id, however often and by whomever it is sent, and to
 *   whichever replica. Late ones and ones in another order come into their place by their time.
 * - An event that breaks a rule is refused with its reason and stops no other. Of what was read of one
 *   sent event all is stored, or nothing.
 * - What it takes is bounded: events of a call, of a sent event, and of a statement.
 * - After new events, the collectors over events look again at the entities that they belong to. That
 *   is asked of this process alone: what is lost with it, the regular run of the collectors sees.
 */
import {
  DeliveryEvent,
  DeliveryEventInput,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { toDeliveryTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  InsertedEvent,
  insertEvents,
  linkIncidentEvents,
  selectEventEntities,
} from '../database/operations/events';
import { retryOnConflict } from '../database/retryOnConflict';

/** What became of a sent event. */
export interface IntakeAnswer {
  status: 'stored' | 'known' | 'ignored' | 'refused';
  /** Why it was ignored or refused, else null. */
  reason: string | null;
}

/** What {@link EventIntake} needs. */
export interface EventIntakeOptions {
  knex: Knex;
  clock: { now(): Date };
  /** Days for which events are kept. */
  retentionDays: number;
  /** Asks for entities to be looked at again soon; never throws. */
  refresh: (entityRefs: readonly string[]) => void;
}

/** What one sent event was read as; without events it says nothing about delivery. */
export interface SentGroup {
  events: readonly DeliveryEventInput[];
  /** Undefined: `events` count. Else nothing is stored of it. */
  refused?: string;
  /** Undefined where there are events. */
  ignored?: string;
}

type Judged = { event: DeliveryEvent } | { refused: string };

/** Events that one sent event is read as, at most. */
const mostOfOne = 100;
/** Events in one transaction. */
const mostAtOnce = 1_000;
/** More entities than these are left to a run over all. */
const mostEntities = 1_001;
const dayMs = 86_400_000;

/** @see EventIntake.ts */
export class EventIntake {
  readonly #options: EventIntakeOptions;

  constructor(options: EventIntakeOptions) {
    this.#options = options;
  }

  /**
   * @param groups - what each sent event was read as, in the order in which they came
   * @param judge - says why an event may not come from this sender; default: all may
   * @returns one answer a group, in the same order
   * @throws what the database throws: what was stored until then stays, and sending all again is right
   */
  async take(
    groups: readonly SentGroup[],
    judge: (event: DeliveryEvent) => string | undefined = () => undefined,
  ): Promise<IntakeAnswer[]> {
    const answers: IntakeAnswer[] = [];
    let waiting: Array<{ index: number; events: DeliveryEvent[] }> = [];
    let size = 0;
    const flush = async () => {
      const stored = await this.#store(waiting.flatMap(it => it.events));
      let from = 0;
      for (const { index, events } of waiting) {
        const isNew = stored.slice(from, from + events.length).some(Boolean);
        answers[index] = { status: isNew ? 'stored' : 'known', reason: null };
        from += events.length;
      }
      waiting = [];
      size = 0;
    };
    for (const [index, group] of groups.entries()) {
      const read = this.#judge(group, judge);
      if ('status' in read) {
        answers[index] = read;
        continue;
      }
      if (size + read.events.length > mostAtOnce) {
        await flush();
      }
      waiting.push({ index, ...read });
      size += read.events.length;
    }
    await flush();
    return answers;
  }

  #judge(
    group: SentGroup,
    judge: (event: DeliveryEvent) => string | undefined,
  ): IntakeAnswer | { events: DeliveryEvent[] } {
    const refuse = (reason: string): IntakeAnswer => ({
      status: 'refused',
      reason: reason.slice(0, 500),
    });
    if (group.refused !== undefined) {
      return refuse(group.refused);
    }
    if (group.ignored !== undefined || group.events.length === 0) {
      const reason =
        group.ignored ?? 'It says nothing about delivery or incidents';
      return { status: 'ignored', reason: reason.slice(0, 500) };
    }
    if (group.events.length > mostOfOne) {
      return refuse(`It is read as more than ${mostOfOne} events`);
    }
    const now = this.#options.clock.now().getTime();
    const events: DeliveryEvent[] = [];
    for (const input of group.events) {
      const judged = readEvent(input, now, this.#options.retentionDays);
      if ('refused' in judged) {
        return refuse(judged.refused);
      }
      const reason = judge(judged.event);
      if (reason !== undefined) {
        return refuse(reason);
      }
      events.push(judged.event);
    }
    return { events };
  }

  /** @returns for each event whether it is new; of two that are the same, the first one may be */
  async #store(events: readonly DeliveryEvent[]): Promise<boolean[]> {
    const { knex, clock, refresh } = this.#options;
    if (!events.length) {
      return [];
    }
    const indexes = new Map<string, number>();
    events.forEach((event, index) => {
      const key = JSON.stringify([event.source, event.id]);
      if (!indexes.has(key)) {
        indexes.set(key, index);
      }
    });
    const chosen = [...indexes.values()];
    // Also known ones: whoever stored them may have been stopped before they were linked.
    const toLink = (all: readonly InsertedEvent[]) =>
      all
        .filter((_, at) => events[chosen[at]].kind === 'incident')
        .map(({ id }) => id);
    const inserted: InsertedEvent[] = await retryOnConflict(() =>
      knex.transaction(async trx => {
        const all = await insertEvents(trx, {
          events: chosen.map(index => events[index]),
          receivedAt: clock.now(),
        });
        // Nobody sends webhooks again: what is stored is linked, even if this is stopped now.
        await linkIncidentEvents(trx, { eventIds: toLink(all) });
        return all;
      }),
    );
    // Again, for those that another replica stored meanwhile.
    await linkIncidentEvents(knex, { eventIds: toLink(inserted) });
    const isNew = new Set(chosen.filter((_, at) => inserted[at].isNew));
    const newIds = inserted.filter(it => it.isNew).map(({ id }) => id);
    const refs = await selectEventEntities(knex, {
      eventIds: newIds,
      limit: mostEntities,
    });
    if (refs.length) {
      refresh(refs);
    }
    return events.map((_, index) => isNew.has(index));
  }
}

/** Brings an event into the one form in which it is stored. */
function readEvent(
  input: DeliveryEventInput,
  now: number,
  retentionDays: number,
): Judged {
  const parsed = deliveryEventSchema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { refused: `${issue.path.join('.') || 'event'}: ${issue.message}` };
  }
  const event = parsed.data;
  if (!isStorable(event.source) || !isStorable(event.id)) {
    return { refused: 'The source or the id holds a control character' };
  }
  const targets = event.targets.map(toDeliveryTarget);
  const wrong = targets.findIndex(target => target === undefined);
  if (wrong >= 0) {
    return { refused: `targets.${wrong}: is not a target that is known` };
  }
  const at = Date.parse(event.at);
  if (at > now + dayMs) {
    return { refused: 'It happened more than a day from now' };
  }
  if (at < now - retentionDays * dayMs) {
    return {
      refused: `It happened more than ${retentionDays} days ago, for which events are kept`,
    };
  }
  return {
    event: {
      ...event,
      at: new Date(at).toISOString(),
      targets: [...new Set(targets.flatMap(target => target ?? []))],
    },
  };
}

function isStorable(text: string): boolean {
  // eslint-disable-next-line no-control-regex
  return !/[\u0000-\u001f\u007f]/.test(text) && !/\p{Surrogate}/u.test(text);
}
