import {
  CheckAdoption,
  CheckAdoptionList,
  CheckAdoptionListQuery,
  CheckAdoptionQuery,
  Movement,
  MovementQuery,
  MoverPage,
  MoverQuery,
  TransitionDetails,
  TransitionPage,
  TransitionQuery,
  Trend,
  TrendQuery,
  HistoryApi,
} from './HistoryApi';
import {
  present,
  presentList,
  ReadinessConnection,
} from './ReadinessConnection';

/**
 * Asks the backend how things went.
 */
export class HistoryClient implements HistoryApi {
  readonly #connection: ReadinessConnection;

  constructor(connection: ReadinessConnection) {
    this.#connection = connection;
  }

  /** {@inheritdoc HistoryApi.getTrend} */
  async getTrend(query: TrendQuery): Promise<Trend> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/trends', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.exportTrend} */
  async exportTrend(query: TrendQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/trends', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc HistoryApi.getMovement} */
  async getMovement(query: MovementQuery): Promise<Movement> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/movements', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.exportMovement} */
  async exportMovement(query: MovementQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/movements', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc HistoryApi.listMovers} */
  async listMovers(query?: MoverQuery): Promise<MoverPage> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/movers', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.exportMovers} */
  async exportMovers(query?: MoverQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/movers', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc HistoryApi.listTransitions} */
  async listTransitions(query?: TransitionQuery): Promise<TransitionPage> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/transitions', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.exportTransitions} */
  async exportTransitions(query?: TransitionQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/transitions', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc HistoryApi.getTransition} */
  async getTransition(id: string): Promise<TransitionDetails> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/transitions/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.listCheckAdoption} */
  async listCheckAdoption(
    query?: CheckAdoptionListQuery,
  ): Promise<CheckAdoptionList> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/checks/adoption', {
        params: { query },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.getCheckAdoption} */
  async getCheckAdoption(
    { scorecard, id }: { scorecard: string; id: string },
    query?: CheckAdoptionQuery,
  ): Promise<CheckAdoption> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/checks/{scorecard}/{id}/adoption', {
        params: {
          path: { scorecard, id },
          query: { ...query, format: 'json' },
        },
      }),
    );
  }

  /** {@inheritdoc HistoryApi.exportCheckAdoption} */
  async exportCheckAdoption(
    { scorecard, id }: { scorecard: string; id: string },
    query?: CheckAdoptionQuery,
  ): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/checks/{scorecard}/{id}/adoption', {
        params: { path: { scorecard, id }, query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }
}
