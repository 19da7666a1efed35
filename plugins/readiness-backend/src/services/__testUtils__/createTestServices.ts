import {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createPermissionIntegrationRouter } from '@backstage/plugin-permission-node';
import {
  collectorRunPermission,
  definitionRefreshPermission,
  entityRefreshPermission,
  evaluationRetryPermission,
  factSchemas,
  problemReadPermission,
  scorecardReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import { PushedFacts } from '../../collection';
import { PushedEvents } from '../../events';
import { EventIntake } from '../../events/EventIntake';
import { EventReaders } from '../../events/EventReaders';
import {
  createReadinessServices,
  ReadinessServicesOptions,
} from '../createReadinessServices';
import { Organisation } from './Organisation';

/** Who may do what; a service may do everything. */
export interface TestPolicy {
  scorecards?: PolicyDecision;
  /** Refs that the catalog hides from users. Undefined: it hides nothing, without conditions. */
  hides?: (ref: string) => boolean;
  /** The catalog shows nothing. */
  hidesAll?: boolean;
  /** Refs of the user; of the user and of one group unless set. */
  owns?: string[];
  refresh?: boolean;
  refreshDefinitions?: boolean;
  problems?: boolean;
  runCollectors?: boolean;
  retryEvaluations?: boolean;
}

const allowed: PolicyDecision = { result: AuthorizeResult.ALLOW };
const denied: PolicyDecision = { result: AuthorizeResult.DENY };

function isUser(credentials?: BackstageCredentials): boolean {
  return (
    (credentials?.principal as { type?: string } | undefined)?.type === 'user'
  );
}

/** Rules by the framework's own code, without a backend around it. */
function createPermissionsRegistry(): PermissionsRegistryService {
  const router = createPermissionIntegrationRouter();
  return mockServices.permissionsRegistry.mock({
    addResourceType: ({ resourceRef, ...options }) =>
      router.addResourceType({
        ...options,
        resourceType: resourceRef.resourceType,
      }),
    getPermissionRuleset: resourceRef =>
      router.getPermissionRuleset(resourceRef),
  });
}

let conditionNumber = 0;
const pageSize = 200;

/**
 * The services around the use cases, with a policy that tests choose. The catalog
 * hides by the same policy, as the real one does with the credentials of a user.
 */
export function createTestServiceOptions(
  organisation: Organisation,
  policy: TestPolicy = {},
): ReadinessServicesOptions & { catalogReads: () => number } {
  conditionNumber += 1;
  const condition = {
    rule: 'IS_NOT_HIDDEN',
    resourceType: 'catalog-entity',
    params: { policy: conditionNumber },
  };
  const entities = (): PolicyDecision => {
    if (policy.hidesAll) {
      return denied;
    }
    return policy.hides
      ? {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'catalog',
          resourceType: 'catalog-entity',
          conditions: condition,
        }
      : allowed;
  };
  const permissions: PermissionsService = mockServices.permissions.mock({
    authorizeConditional: async (requests, options) =>
      requests.map(({ permission }): PolicyDecision => {
        if (!isUser(options?.credentials)) {
          return allowed;
        }
        return permission.name === scorecardReadPermission.name
          ? policy.scorecards ?? allowed
          : entities();
      }),
    authorize: async (requests, options) =>
      requests.map(({ permission }) => {
        const isDenied =
          (permission.name === entityRefreshPermission.name &&
            policy.refresh === false) ||
          (permission.name === definitionRefreshPermission.name &&
            policy.refreshDefinitions === false) ||
          (permission.name === collectorRunPermission.name &&
            policy.runCollectors === false) ||
          (permission.name === evaluationRetryPermission.name &&
            policy.retryEvaluations === false) ||
          (permission.name === problemReadPermission.name &&
            policy.problems === false);
        return {
          result:
            isDenied && isUser(options?.credentials)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        };
      }),
  });
  const isShown = (ref: string, credentials?: BackstageCredentials) =>
    !isUser(credentials) || (!policy.hidesAll && !policy.hides?.(ref));
  let reads = 0;
  const catalog = catalogServiceMock.mock({
    async *streamEntities(_request, options) {
      reads += 1;
      const credentials = (options as { credentials: BackstageCredentials })
        .credentials;
      const refs = [
        ...organisation.groups.keys(),
        ...organisation.entities.keys(),
      ].filter(ref => isShown(ref, credentials));
      for (let from = 0; from < refs.length; from += pageSize) {
        yield refs
          .slice(from, from + pageSize)
          .map(ref => organisation.describe(ref));
      }
    },
    getEntityByRef: async (ref, options) => {
      const text =
        typeof ref === 'string' ? ref.toLowerCase() : stringifyEntityRef(ref);
      const exists =
        organisation.groups.has(text) || organisation.entities.has(text);
      const { credentials } = options as { credentials: BackstageCredentials };
      return exists && isShown(text, credentials)
        ? organisation.describe(text)
        : undefined;
    },
  });
  return {
    knex: organisation.knex,
    definitions: organisation.definitions,
    collection: organisation,
    pushed: new PushedFacts({
      knex: organisation.knex,
      grants: [],
      facts: factSchemas,
      observed: new Set(),
      timeToLive: () => undefined,
      clock: organisation.clock,
    }),
    pushedEvents: new PushedEvents({
      readers: new EventReaders([]),
      intake: new EventIntake({
        knex: organisation.knex,
        clock: organisation.clock,
        retentionDays: 400,
        refresh: () => {},
      }),
    }),
    clock: organisation.clock,
    timeZone: organisation.timeZone,
    teamMetrics: true,
    catalog,
    permissions,
    permissionsRegistry: createPermissionsRegistry(),
    auth: mockServices.auth(),
    userInfo: mockServices.userInfo({
      ownershipEntityRefs: policy.owns ?? [
        'user:default/mock',
        'group:default/child',
      ],
    }),
    auditor: mockServices.auditor.mock(),
    logger: mockServices.logger.mock(),
    catalogReads: () => reads,
  };
}

/** The use cases with a policy that tests choose. */
export function createTestServices(
  organisation: Organisation,
  policy: TestPolicy = {},
) {
  return createReadinessServices(
    createTestServiceOptions(organisation, policy),
  );
}

/** On behalf of the user of tests. */
export const asUser = { credentials: mockCredentials.user() };
/** On behalf of another plugin. */
export const asService = { credentials: mockCredentials.service() };
