/**
 * Facts that services bring instead of being asked for them.
 *
 * # Model
 *
 * `readiness.push` names services, the facts that each may push, and the entities that it may write
 * of. A pushed fact is a fact like any other: typed, dated, stale after a time, evaluated when it
 * changed.
 *
 * # Guarantees
 *
 * - Each item is judged by itself, and gets an answer of its own.
 * - The same push twice changes nothing: an item stands for its entity, fact and time of observation.
 * - What was observed earlier never replaces what was observed later, in whatever order it arrives. A
 *   removal leaves nothing behind that could be compared.
 * - An entity that the service may not write of looks like one that does not exist.
 * - What became of the last push of each fact is noted, for the health of its source.
 * - The number of statements depends on the number of facts that the service may push, not on that
 *   of items.
 */
import {
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import {
  FactPushItem,
  FactPushItemAnswer,
  FactSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { PushGrant } from '../../config';
import { NotedPush, notePushes } from '../../database/operations/collectors';
import { selectEntitiesByRef } from '../../database/operations/entities';
import { FactProjection } from '../../database/operations/facts';
import { PushedDocument } from '../CollectorSet';
import { CollectorDescription } from '../connectedCollectors';
import { PushableFact, PushedFact, readPushItem } from './readPushItem';
import { writePushedFacts } from './writePushedFacts';

const defaultTimeToLive: HumanDuration = { days: 30 };

/** What {@link PushedFacts} needs. */
export interface PushedFactsOptions {
  knex: Knex;
  grants: readonly PushGrant[];
  /** The facts that are known here whatever documents there are. */
  facts: readonly FactSchema[];
  /** Those of documents; asked at each push. Default: none. */
  documents?: () => readonly PushedDocument[];
  /** Ids of facts that something here observes: they cannot be pushed. */
  observed: ReadonlySet<string>;
  /** As it is configured; undefined: that of the document, or 30 days. */
  timeToLive: (collector: string) => HumanDuration | undefined;
  clock: { now(): Date };
  /** May facts of the present be taken? Not while the past is replayed. Default: always. */
  isReady?: () => boolean;
  /** Hears of entities whose facts of a collector are others now. Default: nobody does. */
  changed?: (collector: string, entityIds: readonly number[]) => void;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
}

/** Takes pushed facts. */
export class PushedFacts {
  readonly #options: PushedFactsOptions;

  /** @throws InputError naming the key, for a grant of a fact that something here observes */
  constructor(options: PushedFactsOptions) {
    options.grants.forEach(({ collectors }, index) => {
      const taken = collectors.find(id => options.observed.has(id));
      if (taken !== undefined) {
        throw new InputError(
          `readiness.push[${index}].collectors: '${taken}' is observed here already and cannot be pushed`,
        );
      }
    });
    this.#options = options;
  }

  /** Those of the facts that are known whatever documents there are, that somebody may push; for people. */
  collectors(): CollectorDescription[] {
    return this.#options.facts
      .filter(({ collector }) => this.isPushable(collector))
      .map(({ collector, title, description }) => ({
        id: collector,
        title,
        description,
      }));
  }

  /** May some service push this fact? */
  isPushable(id: string): boolean {
    return this.#options.grants.some(it => it.collectors.includes(id));
  }

  /** May this service push anything? */
  isGranted(subject: string): boolean {
    return this.#grant(subject) !== undefined;
  }

  /**
   * Stores what a service pushes.
   *
   * @param subject - of the service's credentials
   * @param items - as the OpenAPI document has them
   * @returns one answer an item, in the same order
   * @throws ServiceUnavailableError while the past is replayed; what the database throws; then nothing was
   *   stored
   */
  async push(
    subject: string,
    items: readonly FactPushItem[],
  ): Promise<FactPushItemAnswer[]> {
    const { knex, clock, isReady = () => true } = this.#options;
    if (!isReady()) {
      throw new ServiceUnavailableError(
        'The history is being replayed; facts of the present are taken as soon as that is done.',
      );
    }
    const now = clock.now();
    const grant = this.#grant(subject);
    const facts = this.#pushable(grant?.collectors ?? []);
    const granted = new Set(grant?.collectors);
    const read = items.map(item => readPushItem(item, { facts, granted, now }));
    const ids = await this.#findEntities(read, grant?.entities);
    const written = await writePushedFacts(knex, {
      facts: read.map(fact => {
        const entityId =
          'refused' in fact ? undefined : ids.get(fact.entityRef);
        return 'refused' in fact || entityId === undefined
          ? null
          : { ...fact, entityId };
      }),
      timeToLiveMs: collector => facts.get(collector)?.timeToLiveMs ?? 0,
      at: now,
      projection: this.#options.projection,
    });
    this.#tell(read, written, ids);
    const answers = items.map(({ collector, entityRef }, index) => {
      const fact = read[index];
      const status = written[index];
      const message =
        'refused' in fact
          ? fact.refused
          : 'There is no such entity, or this service may not write of it.';
      return status
        ? { collector, entityRef, status, message: null }
        : { collector, entityRef, status: 'refused' as const, message };
    });
    await this.#note(answers, facts);
    return answers;
  }

  #tell(
    read: ReadonlyArray<PushedFact | { refused: string }>,
    written: ReadonlyArray<string | undefined>,
    ids: ReadonlyMap<string, number>,
  ): void {
    const changed = new Map<string, Set<number>>();
    read.forEach((fact, index) => {
      const status = written[index];
      const id = 'refused' in fact ? undefined : ids.get(fact.entityRef);
      if (
        'refused' in fact ||
        id === undefined ||
        (status !== 'stored' && status !== 'removed')
      ) {
        return;
      }
      const known = changed.get(fact.collector) ?? new Set();
      changed.set(fact.collector, known.add(id));
    });
    for (const [collector, entityIds] of changed) {
      this.#options.changed?.(collector, [...entityIds]);
    }
  }

  async #note(
    answers: readonly FactPushItemAnswer[],
    facts: ReadonlyMap<string, PushableFact>,
  ): Promise<void> {
    const { knex, clock } = this.#options;
    try {
      const pushes = summarizePush(
        answers.filter(it => facts.has(it.collector)),
      );
      await notePushes(knex, { pushes, at: clock.now() });
    } catch {
      // What was pushed is stored; whoever pushed it need not do so again for a note.
    }
  }

  #grant(subject: string): PushGrant | undefined {
    return this.#options.grants.find(grant => grant.subject === subject);
  }

  #pushable(collectors: readonly string[]): Map<string, PushableFact> {
    const { facts, documents, timeToLive } = this.#options;
    const known = [
      ...(documents?.() ?? []),
      ...facts.map(fact => ({ fact, timeToLive: defaultTimeToLive })),
    ];
    return new Map(
      known
        .filter(({ fact }) => collectors.includes(fact.collector))
        .map(({ fact: schema, timeToLive: own }) => [
          schema.collector,
          {
            schema,
            timeToLiveMs: durationToMilliseconds(
              timeToLive(schema.collector) ?? own,
            ),
          },
        ]),
    );
  }

  /** Keys of the entities that may be written of, by ref. */
  async #findEntities(
    read: ReadonlyArray<PushedFact | { refused: string }>,
    predicate: FilterPredicate | undefined,
  ): Promise<Map<string, number>> {
    const refs = new Set(
      read.flatMap(fact => ('refused' in fact ? [] : [fact.entityRef])),
    );
    if (!refs.size) {
      return new Map();
    }
    const rows = await selectEntitiesByRef(this.#options.knex, {
      refs: [...refs],
    });
    const isGranted = predicate
      ? filterPredicateToFilterFunction(predicate)
      : () => true;
    return new Map(
      rows
        .filter(({ catalog }) => isGranted(JSON.parse(catalog).entity))
        .map(({ ref, id }) => [ref, id]),
    );
  }
}

const counted = {
  stored: 'observed',
  unchanged: 'unchanged',
  outdated: 'unchanged',
  removed: 'absent',
  refused: 'failed',
} as const satisfies Record<
  FactPushItemAnswer['status'],
  keyof NotedPush['counts']
>;

/** What a push brought, by fact. */
function summarizePush(answers: readonly FactPushItemAnswer[]): NotedPush[] {
  const pushes = new Map<string, NotedPush>();
  for (const { collector, status, message } of answers) {
    const push = pushes.get(collector) ?? {
      collector,
      counts: { observed: 0, unchanged: 0, absent: 0, failed: 0 },
    };
    push.counts[counted[status]] += 1;
    push.refusal ??= message ?? undefined;
    pushes.set(collector, push);
  }
  return [...pushes.values()];
}
