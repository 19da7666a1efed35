import {
  CheckAdoption,
  CheckAdoptionList,
  CheckAdoptionListQuery,
  HistoryApi,
  Movement,
  MoverPage,
  Transition,
  TransitionDetails,
  TransitionPage,
  TransitionQuery,
  Trend,
} from '@team-readiness/backstage-plugin-readiness-common';
import { NotFoundError } from '@backstage/errors';
import {
  checkAdoption,
  checkAdoptionList,
  movement,
  movers,
  transitionDetails,
  transitions,
  trend,
} from './historyExamples';

/** Answers questions as `InMemoryReadinessApi` does: it notes them, and refuses while that does. */
export type Answer = <T>(
  method: string,
  query: unknown,
  value: T,
) => Promise<T>;

/** The history of a small organisation in memory. Lists are filtered, not paged; CSV has the header only. */
export class InMemoryHistoryApi implements HistoryApi {
  trend: Trend = trend;
  movement: Movement = movement;
  movers: MoverPage = movers;
  transitions: Transition[] = transitions;
  details: TransitionDetails[] = [transitionDetails];
  checkAdoption: CheckAdoption = checkAdoption;
  checkAdoptionList: CheckAdoptionList = checkAdoptionList;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async getTrend(query: unknown) {
    return this.#answer('getTrend', query, this.trend);
  }

  async exportTrend(query: unknown) {
    return this.#answer('exportTrend', query, 'day\r\n');
  }

  async getMovement(query: unknown) {
    return this.#answer('getMovement', query, this.movement);
  }

  async exportMovement(query: unknown) {
    return this.#answer('exportMovement', query, 'part\r\n');
  }

  async listMovers(query?: unknown) {
    return this.#answer('listMovers', query, this.movers);
  }

  async exportMovers(query?: unknown) {
    return this.#answer('exportMovers', query, 'team\r\n');
  }

  async listTransitions(query: TransitionQuery = {}): Promise<TransitionPage> {
    const items = this.transitions.filter(
      ({ kind, check, entity, cause }) =>
        (!query.kind || query.kind === kind) &&
        (!query.check || query.check === check?.id) &&
        (!query.entity || query.entity === entity.ref) &&
        (!query.cause || query.cause === cause),
    );
    return this.#answer('listTransitions', query, {
      items,
      hidden: 0,
      nextCursor: null,
    });
  }

  async exportTransitions(query?: TransitionQuery) {
    return this.#answer('exportTransitions', query, 'at\r\n');
  }

  async getTransition(id: string) {
    const found = this.details.find(({ transition }) => transition.id === id);
    if (!found) {
      throw new NotFoundError('No such change');
    }
    return this.#answer('getTransition', id, found);
  }

  async listCheckAdoption(query?: CheckAdoptionListQuery) {
    return this.#answer('listCheckAdoption', query, this.checkAdoptionList);
  }

  async getCheckAdoption(
    check: { scorecard: string; id: string },
    query?: unknown,
  ) {
    return this.#answer(
      'getCheckAdoption',
      { check, query },
      this.checkAdoption,
    );
  }

  async exportCheckAdoption(
    check: { scorecard: string; id: string },
    query?: unknown,
  ) {
    return this.#answer('exportCheckAdoption', { check, query }, 'day\r\n');
  }
}
