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
  CurrencyTable,
  dayMs,
  EntityIndex,
  noSpend,
  ObservedPeriod,
} from '../attribution';
import { FocusSpend } from './FocusSource';
import { ProblemList } from './ProblemList';

const staleAfterDays = 7;
const maxProblemsOfEntity = 5;

interface MadeAttribution {
  indexVersion: number;
  value: Attribution;
  /** Of all spend, once it is converted. */
  currencies: ReadonlySet<string>;
}

/**
 * Tells entities what they cost, from sums that are already there.
 */
export class CostRun implements CollectionRun {
  readonly #spend: FocusSpend;
  readonly #index: EntityIndex;
  readonly #period: ObservedPeriod;
  readonly #now: Date;
  readonly #table: CurrencyTable | undefined;
  #attribution: MadeAttribution | undefined;

  /**
   * @param options.index - all entities of the catalog that may have spend
   * @param options.period - of `options.spend`
   * @param options.currencies - undefined: nothing is converted
   */
  constructor(options: {
    spend: FocusSpend;
    index: EntityIndex;
    period: ObservedPeriod;
    now: Date;
    currencies?: CurrencyTable;
  }) {
    this.#spend = options.spend;
    this.#index = options.index;
    this.#period = options.period;
    this.#now = options.now;
    this.#table = options.currencies;
  }

  async collect(targets: CollectionTarget[]): Promise<Observation[]> {
    // What is handed over may be newer than what the index was made of.
    for (const { entity } of targets) {
      this.#index.put(entity);
    }
    const { value, currencies } = this.#attribute();
    return targets.map(({ entityRef, entity }) =>
      this.#observe(entityRef, entity, value, currencies),
    );
  }

  problems(): Problem[] {
    const ambiguous = new ProblemList({ name: 'tags' });
    for (const [value, entityRefs] of this.#attribute().value.ambiguous) {
      ambiguous.add(ambiguity(value, entityRefs));
    }
    const { overflow } = this.#spend.aggregate;
    const general = new ProblemList({ name: 'tags' });
    if (overflow) {
      general.add(
        `There are too many different tag values: ${overflow} rows count as not attributed.`,
      );
    }
    if (this.#spend.aggregate.hasNoDays) {
      general.add(
        'There are too many different tag values to keep single days: no week and no range of a forecast is told.',
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

  #attribute(): MadeAttribution {
    const indexVersion = this.#index.version;
    if (this.#attribution?.indexVersion !== indexVersion) {
      const value = attributeSpend(
        this.#spend.aggregate,
        this.#index,
        this.#table,
      );
      const currencies = new Set<string>();
      for (const { sums } of [...value.byEntity.values(), value.unattributed]) {
        sums.forEach(sum => currencies.add(sum.currency));
      }
      this.#attribution = { indexVersion, value, currencies };
    }
    return this.#attribution;
  }

  #observe(
    entityRef: string,
    entity: Entity,
    attribution: Attribution,
    currencies: ReadonlySet<string>,
  ): Observation {
    const fact = costFact(
      attribution.byEntity.get(entityRef) ?? noSpend(),
      this.#period,
      { currencies, hasDays: !this.#spend.aggregate.hasNoDays },
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
          .join(
            ', ',
          )}), which cannot be added up. Rates are given in readiness.cost.currencies.`,
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
