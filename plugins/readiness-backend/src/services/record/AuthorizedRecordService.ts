import {
  DeliveryHistory,
  EntityName,
  ImpactBrief,
  TrackRecordPage,
  TrackRecordQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultRecordService } from './DefaultRecordService';
import { RecordService } from './RecordService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedRecordService implements RecordService {
  constructor(
    private readonly inner: DefaultRecordService,
    private readonly scopes: ReadingScopes,
  ) {}

  async getTrackRecord(
    name: EntityName,
    query: TrackRecordQuery,
    options: ReadOptions,
  ): Promise<TrackRecordPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getTrackRecord(name, query, scope);
  }

  async getDelivery(
    name: EntityName,
    query: { days?: number },
    options: ReadOptions,
  ): Promise<DeliveryHistory> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getDelivery(name, query, scope);
  }

  async getImpactBrief(
    name: EntityName,
    query: { quarter?: string },
    options: ReadOptions,
  ): Promise<ImpactBrief> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getImpactBrief(name, query, scope);
  }
}
