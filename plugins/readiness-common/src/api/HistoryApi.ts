import { operations } from './generated/openapi';
import { ApiSchemas as Schemas } from './ApiSchemas';

/** How sums went, day by day. @public */
export type Trend = Schemas['Trend'];
/** Sums at the end of a day. @public */
export type TrendPoint = Schemas['TrendPoint'];
/** Why a sum moved. @public */
export type Movement = Schemas['Movement'];
/** A kind of reason why a sum moved. @public */
export type MovementPart = Schemas['MovementPart'];
/** By how much a sum moved for one kind of reason. @public */
export type MovementPartSum = Schemas['MovementPartSum'];
/** A team whose adoption moved. @public */
export type Mover = Schemas['Mover'];
/** One page of teams whose adoption moved. @public */
export type MoverPage = Schemas['MoverPage'];
/** A result or a level that changed. @public */
export type Transition = Schemas['Transition'];
/** One page of changes. @public */
export type TransitionPage = Schemas['TransitionPage'];
/** A change with what was observed before and after. @public */
export type TransitionDetails = Schemas['TransitionDetails'];
/** The adoption curve of a check, in all and by team. @public */
export type CheckAdoption = Schemas['CheckAdoption'];
/** How the adoption of checks went, in few points. @public */
export type CheckAdoptionList = Schemas['CheckAdoptionList'];

/** Of what, and from when to when. @public */
export type TrendQuery = operations['getTrend']['parameters']['query'];
/** Of what, and between which days. @public */
export type MovementQuery = operations['getMovement']['parameters']['query'];
/** Filters of the list of movers. @public */
export type MoverQuery = NonNullable<
  operations['listMovers']['parameters']['query']
>;
/** Filters of the list of changes. @public */
export type TransitionQuery = NonNullable<
  operations['listTransitions']['parameters']['query']
>;
/** Which checks. @public */
export type CheckAdoptionListQuery = NonNullable<
  operations['listCheckAdoption']['parameters']['query']
>;
/** Filters of an adoption curve. @public */
export type CheckAdoptionQuery = NonNullable<
  operations['getCheckAdoption']['parameters']['query']
>;

/**
 * How things went, and why. Every call throws `ResponseError` when the backend refuses; each list can be had
 * as CSV text (RFC 4180, with a header row) by the call that begins with `export`.
 *
 * @public
 */
export interface HistoryApi {
  getTrend(query: TrendQuery): Promise<Trend>;
  exportTrend(query: TrendQuery): Promise<string>;
  getMovement(query: MovementQuery): Promise<Movement>;
  exportMovement(query: MovementQuery): Promise<string>;
  listMovers(query?: MoverQuery): Promise<MoverPage>;
  exportMovers(query?: MoverQuery): Promise<string>;
  /** The newest first. */
  listTransitions(query?: TransitionQuery): Promise<TransitionPage>;
  exportTransitions(query?: TransitionQuery): Promise<string>;
  /** @param id - of a change of a result */
  getTransition(id: string): Promise<TransitionDetails>;
  /** Of all checks that are connected, at once. */
  listCheckAdoption(query?: CheckAdoptionListQuery): Promise<CheckAdoptionList>;
  getCheckAdoption(
    check: { scorecard: string; id: string },
    query?: CheckAdoptionQuery,
  ): Promise<CheckAdoption>;
  exportCheckAdoption(
    check: { scorecard: string; id: string },
    query?: CheckAdoptionQuery,
  ): Promise<string>;
}
