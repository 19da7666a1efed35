import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  FilterPredicate,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import { Config } from '@backstage/config';
import { collectorIdPattern } from './configValues';
import { PushGrant } from './ReadinessConfig';

const key = 'readiness.push';
const maxGrants = 200;
const maxCollectors = 50;

/**
 * Reads `readiness.push`.
 *
 * @returns the grants in their order; none where nothing is configured
 * @throws InputError naming the key, for what cannot be read, and for a subject that stands twice
 */
export function readPushConfig(
  config: RootConfigService,
): readonly PushGrant[] {
  const own = config.getOptionalConfigArray(key) ?? [];
  if (own.length > maxGrants) {
    throw new InputError(`${key} must not hold more than ${maxGrants} grants`);
  }
  const subjects = new Set<string>();
  return Object.freeze(
    own.map((grant, index) => {
      const path = `${key}[${index}]`;
      const subject = grant.getString('subject');
      if (subjects.has(subject)) {
        throw new InputError(
          `${path}.subject: '${subject}' stands there twice`,
        );
      }
      subjects.add(subject);
      const collectors = grant.getStringArray('collectors');
      if (!collectors.length || collectors.length > maxCollectors) {
        throw new InputError(
          `${path}.collectors must name between 1 and ${maxCollectors} facts`,
        );
      }
      for (const id of collectors) {
        if (!collectorIdPattern.test(id)) {
          throw new InputError(
            `${path}.collectors: '${id}' is not the id of a fact`,
          );
        }
      }
      return Object.freeze({
        subject,
        collectors: Object.freeze([...new Set(collectors)]),
        entities: readEntities(grant, path),
      });
    }),
  );
}

function readEntities(
  grant: Config,
  path: string,
): FilterPredicate | undefined {
  try {
    return readOptionalFilterPredicateFromConfig(grant, { key: 'entities' });
  } catch (error) {
    throw new InputError(`${path}.entities is no filter predicate`, error);
  }
}
