import {
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  BasicPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  collectorRunPermission,
  definitionRefreshPermission,
  eventPushPermission,
  factPushPermission,
  entityRefreshPermission,
  evaluationRetryPermission,
  metricsReadPermission,
  problemReadPermission,
  scorecardReadPermission,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  ScorecardResource,
  scorecardResourceRef,
} from '@team-readiness/backstage-plugin-readiness-node';
import { EntityVisibility } from '../database/operations/visibility';
import { ReadingScope, ReadingScopes } from './ReadingScope';
import { VisibleSets } from './VisibleSets';

/**
 * Asks the permission framework: our own permission for scorecards, the
 * catalog's for entities, in one request.
 */
export class DefaultReadingScopes implements ReadingScopes {
  readonly #permissions: PermissionsService;
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;
  readonly #visibleSets: VisibleSets;
  readonly #logger: LoggerService;
  readonly #isAuthorized: (
    decision: PolicyDecision,
    scorecard: ScorecardResource,
  ) => boolean;

  /** The resource type of scorecards has to be registered before. */
  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    auth: AuthService;
    userInfo: UserInfoService;
    visibleSets: VisibleSets;
    logger: LoggerService;
  }) {
    this.#permissions = options.permissions;
    this.#auth = options.auth;
    this.#userInfo = options.userInfo;
    this.#visibleSets = options.visibleSets;
    this.#logger = options.logger;
    this.#isAuthorized = createConditionAuthorizer(
      options.permissionsRegistry.getPermissionRuleset(scorecardResourceRef),
    );
  }

  async resolve(credentials: BackstageCredentials): Promise<ReadingScope> {
    const [scorecards, entities] = await this.#permissions.authorizeConditional(
      [
        { permission: scorecardReadPermission },
        { permission: catalogEntityReadPermission },
      ],
      { credentials },
    );
    if (scorecards.result === AuthorizeResult.DENY) {
      throw new NotAllowedError('You may not read scorecards');
    }
    const [visibility, ownershipRefs] = await Promise.all([
      this.#toVisibility(entities, credentials),
      this.#readOwnershipRefs(credentials),
    ]);
    return {
      mayReadScorecard: scorecard => this.#isAuthorized(scorecards, scorecard),
      visibility,
      ownershipRefs,
    };
  }

  mayReadProblems(credentials: BackstageCredentials): Promise<boolean> {
    return this.#isAllowed(problemReadPermission, credentials);
  }

  async assertMayRefresh(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.#isAllowed(entityRefreshPermission, credentials))) {
      throw new NotAllowedError('You may not refresh entities');
    }
  }

  async assertMayRefreshDefinitions(
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#isAllowed(definitionRefreshPermission, credentials))) {
      throw new NotAllowedError('You may not refresh definitions');
    }
  }

  async assertMayRunCollectors(
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#isAllowed(collectorRunPermission, credentials))) {
      throw new NotAllowedError('You may not run collectors');
    }
  }

  async assertMayRetryEvaluations(
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.#isAllowed(evaluationRetryPermission, credentials))) {
      throw new NotAllowedError('You may not have evaluations tried again');
    }
  }

  async assertMayReadMetrics(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.#isAllowed(metricsReadPermission, credentials))) {
      throw new NotAllowedError('You may not read metrics');
    }
  }

  async assertMayPushFacts(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.#isAllowed(factPushPermission, credentials))) {
      throw new NotAllowedError('You may not push facts');
    }
  }

  async assertMayPushEvents(credentials: BackstageCredentials): Promise<void> {
    if (!(await this.#isAllowed(eventPushPermission, credentials))) {
      throw new NotAllowedError('You may not send events');
    }
  }

  async #isAllowed(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return decision.result === AuthorizeResult.ALLOW;
  }

  async #toVisibility(
    decision: PolicyDecision,
    credentials: BackstageCredentials,
  ): Promise<EntityVisibility> {
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { kind: 'all' };
      case AuthorizeResult.CONDITIONAL:
        return {
          kind: 'set',
          setId: await this.#visibleSets.find(decision.conditions, credentials),
        };
      default:
        return { kind: 'none' };
    }
  }

  async #readOwnershipRefs(
    credentials: BackstageCredentials,
  ): Promise<string[]> {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      return [];
    }
    try {
      const { userEntityRef, ownershipEntityRefs } =
        await this.#userInfo.getUserInfo(credentials);
      return [userEntityRef, ...ownershipEntityRefs].map(ref =>
        ref.toLocaleLowerCase('en-US'),
      );
    } catch (error) {
      // Without it nothing is the reader's own; everything else is still right.
      this.#logger.warn('Could not read who the reader is', {
        error: String(error),
      });
      return [];
    }
  }
}
