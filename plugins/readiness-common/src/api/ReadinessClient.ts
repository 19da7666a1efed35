import { HistoryApi } from './HistoryApi';
import { HistoryClient } from './HistoryClient';
import {
  present,
  presentList,
  ReadinessClientOptions,
  ReadinessConnection,
} from './ReadinessConnection';
import {
  CheckDetails,
  CheckResultPage,
  CheckResultQuery,
  CollectorHealth,
  DefinitionList,
  DefinitionsRefresh,
  FactPush,
  FactPushAnswer,
  EntityApplicability,
  EntityLevel,
  EntityLevelQuery,
  EntityName,
  DeliveryHistory,
  EntityPage,
  EntityQuery,
  EntityReadiness,
  EvaluationQueue,
  ImpactBrief,
  Overview,
  OverviewQuery,
  ProblemPage,
  ProblemQuery,
  ReadinessApi,
  ScorecardDetails,
  ScorecardVersionPage,
  ScorecardVersionQuery,
  Team,
  TrackRecordPage,
  TrackRecordQuery,
} from './ReadinessApi';
import { RollupApi } from './RollupApi';
import { RollupClient } from './RollupClient';

/**
 * Asks the backend of Readiness over HTTP.
 *
 * @public
 */
export class ReadinessClient implements ReadinessApi {
  /** How things went, and why. */
  readonly history: HistoryApi;
  /** Results summed up, and what is worth doing first. */
  readonly rollups: RollupApi;
  readonly #connection: ReadinessConnection;

  constructor(options: ReadinessClientOptions) {
    this.#connection = new ReadinessConnection(options);
    this.history = new HistoryClient(this.#connection);
    this.rollups = new RollupClient(this.#connection);
  }

  /** {@inheritdoc ReadinessApi.getOverview} */
  async getOverview(query?: OverviewQuery): Promise<Overview> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/overview', { params: { query } }),
    );
  }

  /** {@inheritdoc ReadinessApi.getTeam} */
  async getTeam(
    team: { namespace: string; name: string },
    query?: { scorecard?: string },
  ): Promise<Team> {
    const client = await this.#connection.open();
    const { namespace, name } = team;
    return present(
      await client.request('get', '/v1/teams/{namespace}/{name}', {
        params: { path: { namespace, name }, query },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listEntities} */
  async listEntities(query?: EntityQuery): Promise<EntityPage> {
    const client = await this.#connection.open();
    return presentList(
      await client.request('get', '/v1/entities', {
        params: { query: { ...query, format: 'json' } },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listEntityLevels} */
  async listEntityLevels(query: EntityLevelQuery): Promise<EntityLevel[]> {
    const client = await this.#connection.open();
    return present(
      await client.request('post', '/v1/entities/levels', { body: query }),
    ).items;
  }

  /** {@inheritdoc ReadinessApi.getEntity} */
  async getEntity(entity: EntityName): Promise<EntityReadiness> {
    const client = await this.#connection.open();
    const { kind, namespace, name } = entity;
    return present(
      await client.request('get', '/v1/entities/{kind}/{namespace}/{name}', {
        params: { path: { kind, namespace, name } },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.refreshEntity} */
  async refreshEntity(entity: EntityName): Promise<EntityReadiness> {
    const client = await this.#connection.open();
    const { kind, namespace, name } = entity;
    return present(
      await client.request(
        'post',
        '/v1/entities/{kind}/{namespace}/{name}/refresh',
        {
          params: { path: { kind, namespace, name } },
        },
      ),
    );
  }

  /** {@inheritdoc ReadinessApi.getApplicability} */
  async getApplicability(entity: EntityName): Promise<EntityApplicability> {
    const client = await this.#connection.open();
    const { kind, namespace, name } = entity;
    return present(
      await client.request(
        'get',
        '/v1/entities/{kind}/{namespace}/{name}/applicability',
        {
          params: { path: { kind, namespace, name } },
        },
      ),
    );
  }

  /** {@inheritdoc ReadinessApi.listScorecards} */
  async listScorecards(): Promise<ScorecardDetails[]> {
    const client = await this.#connection.open();
    return present(await client.request('get', '/v1/scorecards')).items;
  }

  /** {@inheritdoc ReadinessApi.getScorecard} */
  async getScorecard(id: string): Promise<ScorecardDetails> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/scorecards/{id}', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listScorecardVersions} */
  async listScorecardVersions(
    id: string,
    query?: ScorecardVersionQuery,
  ): Promise<ScorecardVersionPage> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/scorecards/{id}/versions', {
        params: { path: { id }, query },
      }),
    );
  }

  /**
   * Stores facts; for services that `readiness.push` names.
   *
   * @param push - at most 1,000 items
   * @returns one answer an item, in the same order
   */
  async pushFacts(push: FactPush): Promise<FactPushAnswer> {
    const client = await this.#connection.open();
    return present(await client.request('post', '/v1/facts', { body: push }));
  }

  /** {@inheritdoc ReadinessApi.listDefinitions} */
  async listDefinitions(): Promise<DefinitionList> {
    const client = await this.#connection.open();
    return present(await client.request('get', '/v1/definitions'));
  }

  /** {@inheritdoc ReadinessApi.refreshDefinitions} */
  async refreshDefinitions(): Promise<DefinitionsRefresh> {
    const client = await this.#connection.open();
    return present(await client.request('post', '/v1/definitions/refresh'));
  }

  /** {@inheritdoc ReadinessApi.getEvaluationQueue} */
  async getEvaluationQueue(): Promise<EvaluationQueue> {
    const client = await this.#connection.open();
    return present(await client.request('get', '/v1/evaluation-queue'));
  }

  /** {@inheritdoc ReadinessApi.retryEvaluations} */
  async retryEvaluations(entityRef?: string): Promise<EvaluationQueue> {
    const client = await this.#connection.open();
    return present(
      await client.request('post', '/v1/evaluation-queue/retry', {
        body: { entityRef },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listCollectors} */
  async listCollectors(): Promise<CollectorHealth[]> {
    const client = await this.#connection.open();
    return present(await client.request('get', '/v1/collectors')).items;
  }

  /** {@inheritdoc ReadinessApi.runCollector} */
  async runCollector(id: string): Promise<CollectorHealth> {
    const client = await this.#connection.open();
    return present(
      await client.request('post', '/v1/collectors/{id}/run', {
        params: { path: { id } },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.getCheck} */
  async getCheck(check: {
    scorecard: string;
    id: string;
  }): Promise<CheckDetails> {
    const client = await this.#connection.open();
    const { scorecard, id } = check;
    return present(
      await client.request('get', '/v1/checks/{scorecard}/{id}', {
        params: { path: { scorecard, id } },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listCheckResults} */
  async listCheckResults(
    check: { scorecard: string; id: string },
    query?: CheckResultQuery,
  ): Promise<CheckResultPage> {
    const client = await this.#connection.open();
    const { scorecard, id } = check;
    return presentList(
      await client.request('get', '/v1/checks/{scorecard}/{id}/results', {
        params: {
          path: { scorecard, id },
          query: { ...query, format: 'json' },
        },
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.exportCheckResults} */
  async exportCheckResults(
    check: { scorecard: string; id: string },
    query?: CheckResultQuery,
  ): Promise<string> {
    const client = await this.#connection.open();
    const { scorecard, id } = check;
    return present(
      await client.request('get', '/v1/checks/{scorecard}/{id}/results', {
        params: {
          path: { scorecard, id },
          query: { ...query, format: 'csv' },
        },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.exportEntities} */
  async exportEntities(query?: EntityQuery): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/entities', {
        params: { query: { ...query, format: 'csv' } },
        parseAs: 'text',
      }),
    );
  }

  /** {@inheritdoc ReadinessApi.listProblems} */
  async listProblems(query?: ProblemQuery): Promise<ProblemPage> {
    const client = await this.#connection.open();
    return present(
      await client.request('get', '/v1/problems', { params: { query } }),
    );
  }

  /** {@inheritdoc ReadinessApi.getTrackRecord} */
  async getTrackRecord(
    { kind, namespace, name }: EntityName,
    query?: TrackRecordQuery,
  ): Promise<TrackRecordPage> {
    const client = await this.#connection.open();
    return present(
      await client.request(
        'get',
        '/v1/entities/{kind}/{namespace}/{name}/track-record',
        { params: { path: { kind, namespace, name }, query } },
      ),
    );
  }

  /** {@inheritdoc ReadinessApi.getDelivery} */
  async getDelivery(
    { kind, namespace, name }: EntityName,
    query?: { days?: number },
  ): Promise<DeliveryHistory> {
    const client = await this.#connection.open();
    return present(
      await client.request(
        'get',
        '/v1/entities/{kind}/{namespace}/{name}/delivery',
        { params: { path: { kind, namespace, name }, query } },
      ),
    );
  }

  /** {@inheritdoc ReadinessApi.getImpactBrief} */
  async getImpactBrief(
    { kind, namespace, name }: EntityName,
    query?: { quarter?: string },
  ): Promise<ImpactBrief> {
    const client = await this.#connection.open();
    return presentList(
      await client.request(
        'get',
        '/v1/entities/{kind}/{namespace}/{name}/impact-brief',
        {
          params: {
            path: { kind, namespace, name },
            query: { ...query, format: 'json' },
          },
        },
      ),
    );
  }

  /** {@inheritdoc ReadinessApi.exportImpactBrief} */
  async exportImpactBrief(
    { kind, namespace, name }: EntityName,
    query?: { quarter?: string },
  ): Promise<string> {
    const client = await this.#connection.open();
    return present(
      await client.request(
        'get',
        '/v1/entities/{kind}/{namespace}/{name}/impact-brief',
        {
          params: {
            path: { kind, namespace, name },
            query: { ...query, format: 'markdown' },
          },
          parseAs: 'text',
        },
      ),
    );
  }
}
