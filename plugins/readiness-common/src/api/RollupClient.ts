import {
  DependencyRiskPage,
  DependencyRiskQuery,
  GapList,
  GapQuery,
  RollupPage,
  RollupQuery,
  RollupApi,
} from './RollupApi';
import {
  present,
  presentList,
  ReadinessConnection,
} from './ReadinessConnection';

/**
 * Asks the backend for sums.
 */
export class RollupClient implements RollupApi {
  readonly #connection: ReadinessConnection;

  constructor(connection: ReadinessConnection) {
    this.#connection = connection;
  }

  /** {@inheritdoc RollupApi.listRollups} */
  async listRollups(query: RollupQuery): Promise<RollupPage> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/rollups', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc RollupApi.exportRollups} */
  async exportRollups(query: RollupQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/rollups', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc RollupApi.listGaps} */
  async listGaps(query?: GapQuery): Promise<GapList> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/gaps', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc RollupApi.exportGaps} */
  async exportGaps(query?: GapQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/gaps', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc RollupApi.listDependencyRisks} */
  async listDependencyRisks(
    query?: DependencyRiskQuery,
  ): Promise<DependencyRiskPage> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/dependency-risks', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc RollupApi.exportDependencyRisks} */
  async exportDependencyRisks(query?: DependencyRiskQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/dependency-risks', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }
}
