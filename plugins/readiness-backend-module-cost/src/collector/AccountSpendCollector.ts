import { NotFoundError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonObject } from '@backstage/types';
import { accountSpendFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  Collector,
  CollectorSchedule,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  accountSpendFact as factOf,
  AccountOwners,
  CurrencyTable,
  EntityIndex,
  GroupSpend,
  observedPeriod,
  spendOfGroups,
} from '../attribution';
import { CatalogIndex } from './CatalogIndex';
import { FocusSource } from './FocusSource';

/**
 * The collector `account-spend`: what is spent in the accounts of each Group, and how much of it belongs to
 * nothing in the catalog. It reads the sums that the collector `cost` reads, and no file twice.
 */
export class AccountSpendCollector implements Collector {
  readonly id = 'account-spend';
  readonly title = 'Spend of accounts';
  readonly description =
    'Effective cost in the accounts of a team, and its untagged part, read from FOCUS files.';
  readonly source = 'focus';
  readonly target: FilterPredicate = { kind: 'Group' };
  readonly schema: JsonObject = accountSpendFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;

  readonly #focus: FocusSource;
  readonly #index: CatalogIndex;
  readonly #owners: AccountOwners;
  readonly #currencies: CurrencyTable | undefined;

  /**
   * @param options.focus - shared with the collector `cost`, made with the same owners
   * @param options.currencies - undefined: nothing is converted
   */
  constructor(options: {
    schedule: CollectorSchedule;
    focus: FocusSource;
    index: CatalogIndex;
    owners: AccountOwners;
    currencies?: CurrencyTable;
  }) {
    this.#focus = options.focus;
    this.#index = options.index;
    this.#owners = options.owners;
    this.#currencies = options.currencies;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    signal: AbortSignal;
  }): Promise<CollectionRun> {
    const { aggregate } = await this.#focus.read(options);
    const period = observedPeriod(aggregate, options.now);
    if (!period) {
      throw new NotFoundError(
        'All charges in the FOCUS files lie in the future.',
      );
    }
    const index = await this.#index.read(options.signal);
    const month = period.completeMonths.at(-1);
    const spendOf = this.#spendBy(index, () =>
      spendOfGroups({
        aggregate,
        index,
        owners: this.#owners,
        currencies: this.#currencies,
      }),
    );
    return {
      collect: async targets =>
        targets.map(({ entityRef }) => ({
          status: 'observed',
          entityRef,
          data: factOf({
            configured: this.#owners.configured(entityRef),
            spend: spendOf().get(entityRef),
            month,
          }),
        })),
    };
  }

  /** Computes again only after the meaning of a tag value may have changed. */
  #spendBy(
    index: EntityIndex,
    compute: () => Map<string, GroupSpend>,
  ): () => Map<string, GroupSpend> {
    let made: { version: number; value: Map<string, GroupSpend> } | undefined;
    return () => {
      if (made?.version !== index.version) {
        made = { version: index.version, value: compute() };
      }
      return made.value;
    };
  }
}
