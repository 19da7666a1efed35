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
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultHistoryService } from './DefaultHistoryService';
import { AdoptionCurve, CheckName, HistoryService } from './HistoryService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedHistoryService implements HistoryService {
  constructor(
    private readonly inner: DefaultHistoryService,
    private readonly scopes: ReadingScopes,
  ) {}

  async getTrend(query: TrendQuery, options: ReadOptions): Promise<Trend> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getTrend(query, scope);
  }

  async getMovement(
    query: MovementQuery,
    options: ReadOptions,
  ): Promise<Movement> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getMovement(query, scope);
  }

  async listMovers(
    query: MoverQuery,
    options: ReadOptions,
  ): Promise<MoverPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listMovers(query, scope);
  }

  async *streamMovers(
    query: MoverQuery,
    options: ReadOptions,
  ): AsyncGenerator<Mover[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamMovers(query, scope);
  }

  async listTransitions(
    query: TransitionQuery,
    options: ReadOptions,
  ): Promise<TransitionPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listTransitions(query, scope);
  }

  async *streamTransitions(
    query: TransitionQuery,
    options: ReadOptions,
  ): AsyncGenerator<Transition[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamTransitions(query, scope);
  }

  async getTransition(
    id: string,
    options: ReadOptions,
  ): Promise<TransitionDetails> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getTransition(id, scope);
  }

  async listCheckAdoption(
    query: CheckAdoptionListQuery,
    options: ReadOptions,
  ): Promise<CheckAdoptionList> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listCheckAdoption(query, scope);
  }

  async getCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    options: ReadOptions,
  ): Promise<CheckAdoption> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getCheckAdoption(check, query, scope);
  }

  async *streamCheckAdoption(
    check: CheckName,
    query: CheckAdoptionQuery,
    options: ReadOptions,
  ): AsyncGenerator<AdoptionCurve[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamCheckAdoption(check, query, scope);
  }
}
