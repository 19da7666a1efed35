import { operations } from './generated/openapi';
import { ApiSchemas as Schemas } from './ApiSchemas';

/** Results summed over one team, system, domain or value of a field. @public */
export type Rollup = Schemas['Rollup'];
/** One page of sums. @public */
export type RollupPage = Schemas['RollupPage'];
/** A fix with how much it brings. @public */
export type Gap = Schemas['Gap'];
/** The fixes that bring most. @public */
export type GapList = Schemas['GapList'];
/** A tier-1 entity that leans on one with a lower level. @public */
export type DependencyRisk = Schemas['DependencyRisk'];
/** One page of such entities. @public */
export type DependencyRiskPage = Schemas['DependencyRiskPage'];
/** How far a team is with the exit criteria. @public */
export type ExitCriteria = Schemas['ExitCriteria'];

/** By what to sum, and filters. @public */
export type RollupQuery = operations['listRollups']['parameters']['query'];
/** Filters of the ranking of fixes. @public */
export type GapQuery = NonNullable<
  operations['listGaps']['parameters']['query']
>;
/** Filters of the list of risks. @public */
export type DependencyRiskQuery = NonNullable<
  operations['listDependencyRisks']['parameters']['query']
>;

/**
 * Results summed up, and what is worth doing first. Every call throws `ResponseError` when the backend refuses;
 * each list can be had as CSV text (RFC 4180, with a header row) by the call that begins with `export`.
 *
 * @public
 */
export interface RollupApi {
  listRollups(query: RollupQuery): Promise<RollupPage>;
  exportRollups(query: RollupQuery): Promise<string>;
  /** The most worthwhile first. */
  listGaps(query?: GapQuery): Promise<GapList>;
  exportGaps(query?: GapQuery): Promise<string>;
  listDependencyRisks(query?: DependencyRiskQuery): Promise<DependencyRiskPage>;
  exportDependencyRisks(query?: DependencyRiskQuery): Promise<string>;
}
