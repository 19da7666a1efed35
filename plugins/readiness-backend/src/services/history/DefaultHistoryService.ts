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
import { ReadingScope } from '../../permissions';
import { HistoryContext } from './HistoryContext';
import { AdoptionCurve, CheckName } from './HistoryService';
import { listCheckAdoption } from './listCheckAdoption';
import { readAllAdoption, readCheckAdoption } from './readCheckAdoption';
import { readMovement } from './readMovement';
import { readAllMovers, readMovers } from './readMovers';
import { readTransitionDetails } from './readTransitionDetails';
import { readTransitions, streamTransitionRows } from './readTransitions';
import { readTrend } from './readTrend';

const streamedAtOnce = 500;

/** History as one reader may see it. At most five statements each, whatever the number of entities and days. */
export class DefaultHistoryService {
  readonly #context: HistoryContext;

  constructor(context: HistoryContext) {
    this.#context = context;
  }

  /** @see HistoryService.getTrend */
  getTrend(query: TrendQuery, scope: ReadingScope): Promise<Trend> {
    return readTrend(this.#context, query, scope);
  }

  /** @see HistoryService.getMovement */
  getMovement(query: MovementQuery, scope: ReadingScope): Promise<Movement> {
    return readMovement(this.#context, query, scope);
  }

  /** @see HistoryService.listMovers */
  listMovers(query: MoverQuery, scope: ReadingScope): Promise<MoverPage> {
    return readMovers(this.#context, query, scope);
  }

  /** @see HistoryService.streamMovers */
  async *streamMovers(
    query: MoverQuery,
    scope: ReadingScope,
  ): AsyncGenerator<Mover[]> {
    const { items } = await readAllMovers(this.#context, query, scope);
    for (let from = 0; from < items.length; from += streamedAtOnce) {
      yield items.slice(from, from + streamedAtOnce);
    }
  }

  /** @see HistoryService.listTransitions */
  listTransitions(
    query: TransitionQuery,
    scope: ReadingScope,
  ): Promise<TransitionPage> {
    return readTransitions(this.#context, query, scope);
  }

  /** @see HistoryService.streamTransitions */
  streamTransitions(
    query: TransitionQuery,
    scope: ReadingScope,
  ): AsyncGenerator<Transition[]> {
    return streamTransitionRows(this.#context, query, scope);
  }

  /** @see HistoryService.getTransition */
  getTransition(id: string, scope: ReadingScope): Promise<TransitionDetails> {
    return readTransitionDetails(this.#context, id, scope);
  }

  /** @see HistoryService.listCheckAdoption */
  listCheckAdoption(
    query: CheckAdoptionListQuery,
    scope: ReadingScope,
  ): Promise<CheckAdoptionList> {
    return listCheckAdoption(this.#context, query, scope);
  }

  /** @see HistoryService.getCheckAdoption */
  getCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    scope: ReadingScope,
  ): Promise<CheckAdoption> {
    return readCheckAdoption(this.#context, check, query, scope);
  }

  /** @see HistoryService.streamCheckAdoption */
  async *streamCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    scope: ReadingScope,
  ): AsyncGenerator<AdoptionCurve[]> {
    const { total, teams } = await readAllAdoption(
      this.#context,
      check,
      query,
      scope,
    );
    yield [{ team: null, points: total }];
    for (const { team, readPoints } of teams) {
      yield [{ team, points: readPoints() }];
    }
  }
}
