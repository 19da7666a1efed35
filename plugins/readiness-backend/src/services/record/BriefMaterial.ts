import { EntityLabel } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryRecord } from '@team-readiness/backstage-plugin-readiness-engine';
import { BriefFacts, RangeCounts } from '../../database/operations/record';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { BriefSpans } from './BriefSpans';
import { Quarter } from './Quarter';

/** What a brief is made of. */
export interface BriefMaterial {
  subject: EntityLabel & { kind: string };
  quarter: Quarter;
  spans: BriefSpans;
  scorecard: ReadableScorecard;
  records: readonly DeliveryRecord[];
  /** There are more deliveries than can be counted together; `records` is empty then. */
  isTooMuch: boolean;
  counts: { before: RangeCounts; after: RangeCounts; hidden: number };
  facts: BriefFacts;
  /** Is the reader told how the whole team stood? Only who sees all of it. */
  seesAll: boolean;
  now: Date;
}
