import {
  CheckAdoption,
  CheckAdoptionList,
  CheckAdoptionListQuery,
  CheckAdoptionQuery,
  Movement,
  MovementQuery,
  Mover,
  MoverPage,
  MoverQuery,
  Transition,
  TransitionDetails,
  TransitionPage,
  TransitionQuery,
  Trend,
  TrendQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/** Names a check. */
export interface CheckName {
  scorecard: string;
  id: string;
}

/** The curve of a team, or of all (`team` is null). */
export type AdoptionCurve = {
  team: CheckAdoption['teams'][number]['team'] | null;
  points: CheckAdoption['total'];
};

/**
 * How things went, and why. Days are those of UTC, and stand for their ends; the present day stands for now. Unless
 * said otherwise the last 90 days are answered; days to come are left out.
 *
 * All throw InputError for days that are none, that are in the wrong order or more than three years apart, and
 * for a ref that is none, is missing, or is of the wrong kind; and NotFoundError for a scorecard, check or entity
 * that is not there or that the reader may not see.
 */
export interface HistoryService {
  /**
   * How adoption, score and services on target went.
   *
   * @throws InputError for an area and a check together
   */
  getTrend(query: TrendQuery, options: ReadOptions): Promise<Trend>;

  /** Why a sum moved between the ends of two days. */
  getMovement(query: MovementQuery, options: ReadOptions): Promise<Movement>;

  /**
   * Teams whose adoption moved, the largest change first.
   *
   * @throws InputError for a cursor of another list
   */
  listMovers(query: MoverQuery, options: ReadOptions): Promise<MoverPage>;

  /** All of them, whatever `limit` and `cursor` say. */
  streamMovers(query: MoverQuery, options: ReadOptions): AsyncIterable<Mover[]>;

  /**
   * What changed, newest first. What changes while somebody pages is on pages that were read already: nothing is
   * shown twice.
   *
   * @throws InputError for a cursor of another list
   */
  listTransitions(
    query: TransitionQuery,
    options: ReadOptions,
  ): Promise<TransitionPage>;

  /** All of them, whatever `limit` and `cursor` say. */
  streamTransitions(
    query: TransitionQuery,
    options: ReadOptions,
  ): AsyncIterable<Transition[]>;

  /**
   * One change of a result, with what was observed before and after. Long texts and lists are cut.
   *
   * @param id - digits
   */
  getTransition(id: string, options: ReadOptions): Promise<TransitionDetails>;

  /** How the adoption of each connected check went over the last 90 days, in few points. */
  listCheckAdoption(
    query: CheckAdoptionListQuery,
    options: ReadOptions,
  ): Promise<CheckAdoptionList>;

  /**
   * The adoption of a check, in all and by team.
   *
   * @throws InputError for a cursor of another list
   */
  getCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    options: ReadOptions,
  ): Promise<CheckAdoption>;

  /** The curve of all, then those of all teams, whatever `limit` and `cursor` say. */
  streamCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    options: ReadOptions,
  ): AsyncIterable<AdoptionCurve[]>;
}
