import { NotFoundError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonObject } from '@backstage/types';
import { costFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  Collector,
  CollectorSchedule,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CurrencyTable, observedPeriod } from '../attribution';
import { CatalogIndex, spendingKinds } from './CatalogIndex';
import { CostRun } from './CostRun';
import { FocusSource } from './FocusSource';

/**
 * The collector `cost`: what each Component and Resource costs.
 *
 * The files are read once for all entities, as a stream, into sums per tag value, month and
 * currency; a refresh of one entity reads nothing while no file has changed.
 */
export class CostCollector implements Collector {
  readonly id = 'cost';
  readonly title = 'Cost';
  readonly description =
    'Effective cost by cost allocation tag, read from FOCUS files (CSV and Parquet).';
  readonly source = 'focus';
  readonly target: FilterPredicate = { kind: { $in: spendingKinds } };
  readonly schema: JsonObject = costFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;

  readonly #focus: FocusSource;
  readonly #index: CatalogIndex;
  readonly #currencies: CurrencyTable | undefined;

  /**
   * @param options.focus - shared with the collector `account-spend`
   * @param options.currencies - undefined: nothing is converted
   */
  constructor(options: {
    schedule: CollectorSchedule;
    focus: FocusSource;
    index: CatalogIndex;
    currencies?: CurrencyTable;
  }) {
    this.#focus = options.focus;
    this.#index = options.index;
    this.#currencies = options.currencies;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: { now: Date; signal: AbortSignal }): Promise<CostRun> {
    const { now, signal } = options;
    const spend = await this.#focus.read(options);
    const period = observedPeriod(spend.aggregate, now);
    if (!period) {
      throw new NotFoundError(
        'All charges in the FOCUS files lie in the future.',
      );
    }
    const index = await this.#index.read(signal);
    return new CostRun({
      spend,
      index,
      period,
      now,
      currencies: this.#currencies,
    });
  }
}
