import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  DatedEntity,
  DatedFact,
  FactSeries,
} from '@team-readiness/backstage-plugin-readiness-node';
import { datedFrom, RecordedFact } from './recordedFacts';
import {
  gone,
  inherited,
  newcomer,
  renewalDays,
  renewals,
  Spell,
  spells,
  storyDays,
} from './story';

const dayMs = 86_400_000;
/** Harbour's scanners run in the morning. */
const scanMs = 6 * 3_600_000;
const refOf = (name: string) => `component:default/${name}`;
const nameOf = (entityRef: string) => entityRef.split('/')[1];

/** A spell of one fact. */
interface OwnSpell {
  /** In days ago: from the first one on, until before the last one. */
  from: number;
  to: number;
  was: Spell['was'];
}

/**
 * The last 200 days of Harbour, ending with the facts of today: what `story` says was different, and
 * everything else as it is. The same for the same day.
 */
export class HarbourHistory implements FactSeries {
  readonly id = 'harbour-history';
  readonly entityRefs = [inherited, newcomer, gone].map(({ name }) =>
    refOf(name),
  );
  readonly awaits: readonly string[];
  readonly #facts: readonly RecordedFact[];
  readonly #byKey: ReadonlyMap<string, RecordedFact>;
  readonly #spells: ReadonlyMap<RecordedFact, readonly OwnSpell[]>;

  /** @param facts - of today */
  constructor(facts: readonly RecordedFact[]) {
    const asGone = facts
      .filter(({ entityRef }) => entityRef === refOf(gone.like))
      .map(fact => ({ ...fact, entityRef: refOf(gone.name) }));
    this.#facts = [...facts, ...asGone];
    this.#byKey = new Map(this.#facts.map(fact => [keyOf(fact), fact]));
    this.#spells = spellsByFact(this.#facts);
    this.awaits = [...new Set(facts.map(({ entityRef }) => entityRef))];
  }

  *read({ until }: { until: Date }): Generator<DatedFact | DatedEntity> {
    const today = Math.floor(until.getTime() / dayMs) * dayMs;
    // What is observed today was observed already.
    const time = Math.min(scanMs, until.getTime() - today);
    for (let ago = storyDays; ago >= 0; ago -= 1) {
      const day = new Date(today - ago * dayMs);
      const at = new Date(day.getTime() + time);
      yield* this.#entities(ago, at);
      for (const fact of this.#facts) {
        if (this.#isSaid(fact, ago)) {
          const { collector, entityRef } = fact;
          const data = this.#dataOf(fact, ago);
          yield {
            at,
            collector,
            entityRef,
            data: data && datedFrom(data, day),
          };
        }
      }
    }
  }

  *#entities(ago: number, at: Date): Generator<DatedEntity> {
    const said = (name: string, entity: DatedEntity['entity']) => ({
      at,
      entityRef: refOf(name),
      entity,
    });
    if (ago === storyDays) {
      yield said(inherited.name, present => ownedBy(present, inherited.from));
      yield said(gone.name, entityOfGone());
    }
    if (ago === inherited.ago) {
      yield said(inherited.name, present => present);
    }
    if (ago === newcomer.ago) {
      yield said(newcomer.name, present => present);
    }
    if (ago === gone.ago) {
      yield said(gone.name, null);
    }
  }

  #isSaid(fact: RecordedFact, ago: number): boolean {
    const name = nameOf(fact.entityRef);
    const first = name === newcomer.name ? newcomer.ago : storyDays;
    if (ago > first || (name === gone.name && ago <= gone.ago)) {
      return false;
    }
    const every = renewals[fact.collector] ?? renewalDays;
    const isRenewed = fact.isDated && ago % every === 0;
    const spellsOf = this.#spells.get(fact) ?? [];
    return (
      ago === first ||
      isRenewed ||
      spellsOf.some(({ from, to }) => ago === from || ago === to)
    );
  }

  #dataOf(fact: RecordedFact, ago: number): JsonObject | null {
    let data: JsonObject | null = fact.data;
    for (const { from, to, was } of this.#spells.get(fact) ?? []) {
      if (ago > from || ago <= to) {
        continue;
      }
      if (was === null) {
        data = null;
      } else if (data && 'values' in was) {
        data = { ...data, ...was.values };
      } else if (data && 'like' in was) {
        const key = { ...fact, entityRef: refOf(was.like) };
        const other: RecordedFact | undefined = this.#byKey.get(keyOf(key));
        // Where its documents are is its own.
        const location: JsonObject[string] = data.location;
        data = other
          ? { ...other.data, ...(location === undefined ? {} : { location }) }
          : null;
      }
    }
    return data;
  }
}

function keyOf(fact: Pick<RecordedFact, 'collector' | 'entityRef'>): string {
  return `${fact.collector} ${fact.entityRef}`;
}

function spellsByFact(
  facts: readonly RecordedFact[],
): Map<RecordedFact, OwnSpell[]> {
  const byFact = new Map<RecordedFact, OwnSpell[]>();
  for (const spell of spells) {
    const { collectors, names, team, from = Infinity, to, was } = spell;
    const [first, last] = typeof to === 'number' ? [to, to] : to;
    const meant = facts.filter(
      ({ collector, entityRef, owners }) =>
        collectors.includes(collector) &&
        (names?.includes(nameOf(entityRef)) ??
          (!team || owners === `group:default/${team}`)),
    );
    const inOrder = [...new Set(meant.map(it => it.entityRef))].sort();
    for (const fact of meant) {
      const place = inOrder.indexOf(fact.entityRef);
      const step = place / Math.max(inOrder.length - 1, 1);
      byFact.set(fact, [
        ...(byFact.get(fact) ?? []),
        { from, to: Math.round(first + (last - first) * step), was },
      ]);
    }
  }
  return byFact;
}

function ownedBy(entity: Entity, team: string): Entity {
  return {
    ...entity,
    spec: { ...entity.spec, owner: team },
    relations: [
      ...(entity.relations ?? []).filter(
        ({ type }) => type !== RELATION_OWNED_BY,
      ),
      { type: RELATION_OWNED_BY, targetRef: `group:default/${team}` },
    ],
  };
}

function entityOfGone(): Entity {
  const { name, title, owner, system, tier } = gone;
  return ownedBy(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        title,
        annotations: { 'team-readiness.dev/tier': tier },
      },
      spec: { type: 'service', lifecycle: 'production', system },
      relations: [{ type: 'partOf', targetRef: `system:default/${system}` }],
    },
    owner,
  );
}
