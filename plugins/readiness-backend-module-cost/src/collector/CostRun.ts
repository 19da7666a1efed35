import { Entity } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  Attribution,
  attributeSpend,
  costFact,
  EntityIndex,
  ObservedPeriod,
} from '../attribution';
import { ProblemList } from './ProblemList';
import { Spend } from './readSpend';

const staleAfterDays = 7;
const maxProblemsOfEntity = 5;
const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Tells entities what they cost, from sums that are already there.
 */
export class CostRun implements CollectionRun {
  readonly #spend: Spend;
  readonly #index: EntityIndex;
  readonly #period: ObservedPeriod;
  readonly #now: Date;
  readonly #currencies = new Set<string>();
  #attribution: { indexVersion: number; value: Attribution } | undefined;

  /**
   * @param options.index - all entities of the catalog that may have spend
   * @param options.period - of `options.spend`
   */
  constructor(options: {
    spend: Spend;
    index: EntityIndex;
    period: ObservedPeriod;
    now: Date;
  }) {
    this.#spend = options.spend;
    this.#index = options.index;
    this.#period = options.period;
    this.#now = options.now;
    for (const { sums } of options.spend.aggregate.tagged()) {
      for (const { currency } of sums.values()) {
        this.#currencies.add(currency);
      }
    }
  }

  async collect(targets: CollectionTarget[]): Promise<Observation[]> {
    // What is handed over may be newer than what the index was made of.
    for (const { entity } of targets) {
      this.#index.put(entity);
    }
    const attribution = this.#attribute();
    return targets.map(({ entityRef, entity }) =>
      this.#observe(entityRef, entity, attribution),
    );
  }

  problems(): Problem[] {
    const ambiguous = new ProblemList({ name: 'tags' });
    for (const [value, entityRefs] of this.#attribute().ambiguous) {
      ambiguous.add(ambiguity(value, entityRefs));
    }
    const { overflow } = this.#spend.aggregate;
    const general = new ProblemList({ name: 'tags' });
    if (overflow) {
      general.add(
        `There are too many different tag values: ${overflow} rows count as not attributed.`,
      );
    }
    const days = Math.floor((this.#now.getTime() - this.#period.asOf) / dayMs);
    if (days > staleAfterDays) {
      general.add(
        `The newest charge is of ${new Date(this.#period.asOf)
          .toISOString()
          .slice(0, 10)}, ${days} days ago. Perhaps the export has stopped.`,
      );
    }
    return [
      ...this.#spend.problems,
      ...ambiguous.toProblems().map(collectorProblem),
      ...general.toProblems().map(collectorProblem),
    ];
  }

  #attribute(): Attribution {
    const indexVersion = this.#index.version;
    if (this.#attribution?.indexVersion !== indexVersion) {
      this.#attribution = {
        indexVersion,
        value: attributeSpend(this.#spend.aggregate, this.#index),
      };
    }
    return this.#attribution.value;
  }

  #observe(
    entityRef: string,
    entity: Entity,
    attribution: Attribution,
  ): Observation {
    const fact = costFact(
      attribution.byEntity.get(entityRef) ?? new Map(),
      this.#period,
      this.#currencies,
    );
    const problems = (attribution.ambiguousOf.get(entityRef) ?? [])
      .slice(0, maxProblemsOfEntity)
      .map(value =>
        entityProblem(
          entityRef,
          ambiguity(value, attribution.ambiguous.get(value) ?? []),
        ),
      );
    if (!Array.isArray(fact)) {
      return { status: 'observed', entityRef, data: fact, problems };
    }
    problems.push(
      entityProblem(
        entityRef,
        `The spend of ${
          entity.metadata.name
        } comes in several currencies (${fact
          .slice(0, 10)
          .join(', ')}), which cannot be added up.`,
      ),
    );
    return { status: 'absent', entityRef, problems };
  }
}

/** Names kinds only: who reads this may not be allowed to see each of the entities. */
function ambiguity(value: string, entityRefs: string[]): string {
  const kinds = [...new Set(entityRefs.map(ref => ref.split(':')[0]))].sort();
  return `Spend tagged '${value}' fits ${
    entityRefs.length
  } entities (${kinds.join(
    ', ',
  )}) and is attributed to none. Set the annotation team-readiness.dev/cost-tag on one of them, or tag the spend with a full entity ref.`;
}

function entityProblem(entityRef: string, message: string): Problem {
  return {
    subject: 'entity',
    name: entityRef.slice(0, 300),
    reporter: 'cost',
    message,
    entityRef,
  };
}

function collectorProblem(problem: Problem): Problem {
  return {
    subject: 'collector',
    name: 'cost',
    reporter: 'cost',
    message: problem.message,
  };
}
