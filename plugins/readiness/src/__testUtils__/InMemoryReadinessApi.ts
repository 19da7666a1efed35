import { NotFoundError } from '@backstage/errors';
import {
  CheckResultItem,
  CheckResultQuery,
  CollectorHealth,
  DefinitionList,
  DeliveryHistory,
  EntityLevelQuery,
  EntityName,
  EntityPage,
  EntityQuery,
  EntityReadiness,
  EvaluationQueue,
  ImpactBrief,
  Overview,
  OverviewQuery,
  ProblemItem,
  ProblemQuery,
  ReadinessApi,
  ScorecardApplicability,
  ScorecardDetails,
  ScorecardVersion,
  ScorecardVersionQuery,
  Team,
  TrackRecordPage,
  TrackRecordQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  applicability,
  cart,
  cartOnTarget,
  checkoutTeam,
  checkResultItem,
  collectorHealth,
  collectorRun,
  overview,
  problem,
} from './examples';
import { InMemoryHistoryApi } from './InMemoryHistoryApi';
import { InMemoryRollupApi } from './InMemoryRollupApi';
import { pageOf } from './pageOf';
import {
  definitionList,
  serviceScorecard,
  sloCheck,
  versions,
} from './standardExamples';

/**
 * The API over a small organisation in memory. It filters and pages like the
 * backend; a refresh brings what `afterRefresh` holds.
 */
export class InMemoryReadinessApi implements ReadinessApi {
  overview: Overview = overview;
  team: Team = checkoutTeam;
  entity: EntityReadiness = cart;
  afterRefresh: EntityReadiness = cartOnTarget;
  scorecards: ScorecardDetails[] = [serviceScorecard];
  results: CheckResultItem[] = [
    checkResultItem('cart', 'fail'),
    checkResultItem('ledger', 'unknown', 2),
    checkResultItem('wallet', 'pass', null),
  ];
  versions: ScorecardVersion[] = versions;
  applicability: ScorecardApplicability[] = applicability;
  definitions: DefinitionList = definitionList;
  /** Scorecards whose new version is tried first. */
  comparing: string[] = [];
  /** Thrown by every call while it is set. */
  refusal: Error | undefined;
  /** What was asked, by method name. */
  readonly asked: Array<[method: string, query: unknown]> = [];
  problems: ProblemItem[] = [problem];
  collectors: CollectorHealth[] = [collectorHealth];
  queue: EvaluationQueue = {
    waiting: 0,
    waitingSince: null,
    failed: 0,
    givenUp: 0,
    failures: [],
  };
  /** The whole record; it is given page by page. */
  trackRecord: TrackRecordPage = {
    items: [],
    since: null,
    counts: [],
    hidden: 0,
    nextCursor: null,
  };
  readonly history = new InMemoryHistoryApi((method, query, value) =>
    this.#answer(method, query, value),
  );
  readonly rollups = new InMemoryRollupApi((method, query, value) =>
    this.#answer(method, query, value),
  );
  /** Not found while undefined. */
  delivery: DeliveryHistory | undefined;
  /** Not found while undefined. */
  impactBrief: ImpactBrief | undefined;

  async #answer<T>(method: string, query: unknown, value: T): Promise<T> {
    this.asked.push([method, query]);
    if (this.refusal) {
      throw this.refusal;
    }
    return value;
  }

  /** The last question to a method. */
  lastAsked(method: string): unknown {
    return this.asked.filter(([name]) => name === method).pop()?.[1];
  }

  async getOverview(query?: OverviewQuery) {
    const scorecard = this.overview.scorecards.find(
      ({ id }) => id === query?.scorecard,
    );
    return this.#answer('getOverview', query, {
      ...this.overview,
      scorecard: scorecard ?? this.overview.scorecard,
    });
  }

  async getTeam(team: { namespace: string; name: string }) {
    await this.#answer('getTeam', team, undefined);
    if (team.name !== 'checkout') {
      throw new NotFoundError('No such team');
    }
    return this.team;
  }

  async listEntityLevels(query: EntityLevelQuery) {
    return this.#answer(
      'listEntityLevels',
      query,
      checkoutTeam.entities
        .filter(({ ref }) => query.refs.includes(ref))
        .map(({ share: _, ...entity }) => ({
          ...entity,
          scorecard: this.overview.scorecard,
          levels: 3,
        })),
    );
  }

  async listEntities(query?: EntityQuery): Promise<EntityPage> {
    return this.#answer('listEntities', query, {
      items: this.team.entities,
      totalItems: this.team.entities.length,
      nextCursor: null,
    });
  }

  async getEntity() {
    return this.#answer('getEntity', undefined, this.entity);
  }

  async refreshEntity() {
    await this.#answer('refreshEntity', undefined, undefined);
    this.entity = this.afterRefresh;
    return this.entity;
  }

  async getApplicability() {
    return this.#answer('getApplicability', undefined, {
      ref: this.entity.ref,
      scorecards: this.applicability,
    });
  }

  async listScorecards() {
    return this.#answer('listScorecards', undefined, this.scorecards);
  }

  async getScorecard(id: string) {
    const found = this.scorecards.find(scorecard => scorecard.id === id);
    if (!found) {
      throw new NotFoundError('No such scorecard');
    }
    return this.#answer('getScorecard', id, found);
  }

  async listScorecardVersions(id: string, query: ScorecardVersionQuery = {}) {
    return this.#answer(
      'listScorecardVersions',
      { id, ...query },
      pageOf(this.versions, query, 20),
    );
  }

  async listDefinitions() {
    return this.#answer('listDefinitions', undefined, this.definitions);
  }

  async refreshDefinitions() {
    return this.#answer('refreshDefinitions', undefined, {
      active: this.scorecards.map(scorecard => ({
        kind: 'Scorecard' as const,
        name: scorecard.id,
        version: scorecard.version,
        contentHash: scorecard.contentHash,
        source: scorecard.source,
        createdBy: scorecard.createdBy,
        createdAt: scorecard.createdAt,
      })),
      comparing: this.comparing,
      problems: this.problems.filter(({ subject }) => subject === 'definition'),
    });
  }

  async getCheck(check: { scorecard: string; id: string }) {
    await this.#answer('getCheck', check, undefined);
    if (check.id !== sloCheck.summary.id) {
      throw new NotFoundError('No such check');
    }
    return sloCheck;
  }

  #matching(query: CheckResultQuery = {}) {
    return this.results.filter(
      item =>
        (!query.outcome || query.outcome.includes(item.outcome)) &&
        (!query.team || item.owners.includes(query.team)) &&
        (query.tier === undefined || (item.tier ?? 0) === query.tier),
    );
  }

  async listCheckResults(
    _check: { scorecard: string; id: string },
    query: CheckResultQuery = {},
  ) {
    const matching = this.#matching(query);
    return this.#answer('listCheckResults', query, {
      ...pageOf(matching, query, 50),
      totalItems: matching.length,
    });
  }

  async exportCheckResults(
    _check: { scorecard: string; id: string },
    query?: CheckResultQuery,
  ) {
    const lines = this.#matching(query).map(
      item => `${item.ref},${item.outcome}`,
    );
    return this.#answer(
      'exportCheckResults',
      query,
      ['entity,outcome', ...lines].join('\r\n'),
    );
  }

  async getTrackRecord(entity: EntityName, query: TrackRecordQuery = {}) {
    const { items, ...rest } = this.trackRecord;
    const matching = items.filter(({ kind }) =>
      query.entry ? query.entry.includes(kind) : kind !== 'deployment',
    );
    return this.#answer(
      'getTrackRecord',
      { ...entity, ...query },
      { ...rest, ...pageOf(matching, query, 50) },
    );
  }

  async getDelivery(entity: EntityName) {
    const answer = await this.#answer('getDelivery', entity, this.delivery);
    if (!answer) {
      throw new NotFoundError(`There is no entity '${entity.name}'`);
    }
    return answer;
  }

  async getImpactBrief(entity: EntityName, query?: { quarter?: string }) {
    const answer = await this.#answer(
      'getImpactBrief',
      { ...entity, ...query },
      this.impactBrief,
    );
    if (!answer) {
      throw new NotFoundError(`There is no entity '${entity.name}'`);
    }
    return { ...answer, quarter: query?.quarter ?? answer.quarter };
  }

  async exportImpactBrief(entity: EntityName, query?: { quarter?: string }) {
    return this.#answer(
      'exportImpactBrief',
      { ...entity, ...query },
      '# Impact brief\n',
    );
  }

  async exportEntities() {
    return this.#answer('exportEntities', undefined, 'entity\r\n');
  }

  async getEvaluationQueue() {
    return this.#answer('getEvaluationQueue', undefined, this.queue);
  }

  async retryEvaluations(entityRef?: string) {
    const failures = this.queue.failures.filter(
      failure => entityRef && failure.entityRef !== entityRef,
    );
    const retried = this.queue.failures.length - failures.length;
    const queue = {
      ...this.queue,
      waiting: this.queue.waiting + retried,
      failed: this.queue.failed - retried,
      givenUp: failures.filter(({ isGivenUp }) => isGivenUp).length,
      failures,
    };
    await this.#answer('retryEvaluations', entityRef, queue);
    this.queue = queue;
    return queue;
  }

  async listCollectors() {
    return this.#answer('listCollectors', undefined, this.collectors);
  }

  async runCollector(id: string) {
    const found = this.collectors.find(collector => collector.id === id);
    if (!found) {
      throw new NotFoundError(`There is no collector '${id}'`);
    }
    const running = { ...found, status: 'running' as const, nextAt: null };
    const answer = await this.#answer('runCollector', id, running);
    this.collectors = this.collectors.map(collector =>
      collector.id === id ? answer : collector,
    );
    return answer;
  }

  async listProblems(query: ProblemQuery = {}) {
    const items = this.problems.filter(
      ({ subject }) => !query.subject || subject === query.subject,
    );
    return this.#answer('listProblems', query, {
      items,
      totalItems: items.length,
      nextCursor: null,
      collectors: [collectorRun],
    });
  }
}
