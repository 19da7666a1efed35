import {
  DeliveryHistory,
  EntityName,
  ImpactBrief,
  TrackRecordPage,
  TrackRecordQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * What was done and written down: of a Component or Resource its own, of a Group that of all that it and its
 * child teams own. Entities that the reader may not see are counted as hidden, and say nothing.
 *
 * All throw NotFoundError for an entity that does not exist or that the reader may not see, and NotAllowedError
 * for a reader who may read no scorecard at all.
 */
export interface RecordService {
  /**
   * One page of the timeline, newest first. Entries that come while somebody pages are on pages that were
   * read already, or on the next ones: none is shown twice.
   *
   * @throws InputError for days or a cursor that cannot be read
   */
  getTrackRecord(
    name: EntityName,
    query: TrackRecordQuery,
    options: ReadOptions,
  ): Promise<TrackRecordPage>;

  /** How changes reach production, by day, metric and weekday. */
  getDelivery(
    name: EntityName,
    query: { days?: number },
    options: ReadOptions,
  ): Promise<DeliveryHistory>;

  /**
   * A quarter compared with the one before.
   *
   * @param query - `quarter`: `YYYY-Qn`; default: the last complete one
   * @throws InputError for a quarter that has not begun
   */
  getImpactBrief(
    name: EntityName,
    query: { quarter?: string },
    options: ReadOptions,
  ): Promise<ImpactBrief>;
}
