import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { DigestConfig } from '../../config';
import { planDigests } from '../../database/operations/reactions';
import { retryOnConflict } from '../../database/retryOnConflict';
import { weekInstant } from './weekInstant';

/**
 * Makes what plans the digests of a week when they are due: once, whichever replica comes first. A week
 * that began longer ago than `maximumAgeMs` is left out, so that nobody hears of it at the first start.
 */
export function planWeeklyDigests(options: {
  knex: Knex;
  config: DigestConfig;
  /** IANA name. */
  timeZone: string;
  maximumAgeMs: number;
  logger: LoggerService;
}): (now: Date) => Promise<void> {
  const { knex, config, timeZone, maximumAgeMs, logger } = options;
  let planned = -Infinity;
  return async now => {
    const weekAt = weekInstant(now, { ...config, timeZone });
    if (
      weekAt.getTime() === planned ||
      now.getTime() - weekAt.getTime() > maximumAgeMs
    ) {
      return;
    }
    const teams = await retryOnConflict(() =>
      planDigests(knex, { weekAt, now }),
    );
    planned = weekAt.getTime();
    if (teams !== undefined) {
      logger.info(`The digest of the week goes to at most ${teams} teams`);
    }
  };
}
