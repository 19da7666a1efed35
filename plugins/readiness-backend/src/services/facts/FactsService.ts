import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import {
  FactPush,
  FactPushAnswer,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Facts that services push instead of being asked for them.
 */
export interface FactsService {
  /**
   * Stores pushed facts. Each item is judged by itself: one that is refused stops no other. The same
   * push again changes nothing.
   *
   * @param push - at most 1,000 items
   * @param options - `request` is noted in the audit log
   * @returns one answer an item, in the same order
   * @throws NotAllowedError without the permission to push, or where `readiness.push` grants the
   *   service nothing
   */
  pushFacts(
    push: FactPush,
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<FactPushAnswer>;
}
