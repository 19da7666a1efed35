import {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { PushedFacts } from '../collection';
import { PushedEvents } from '../events';
import { ActiveScorecards } from '../definitions/ActiveScorecards';
import {
  DefaultReadingScopes,
  registerPermissions,
  VisibleSets,
} from '../permissions';
import { AuthorizedChecksService } from './checks/AuthorizedChecksService';
import { DefaultChecksService } from './checks/DefaultChecksService';
import { AuthorizedCollectorsService } from './collectors/AuthorizedCollectorsService';
import { DefaultCollectorsService } from './collectors/DefaultCollectorsService';
import { AuthorizedDefinitionsService } from './definitions/AuthorizedDefinitionsService';
import { DefaultDefinitionsService } from './definitions/DefaultDefinitionsService';
import { RefreshableDefinitions } from './definitions/RefreshableDefinitions';
import { AuthorizedDependencyRisksService } from './dependencies/AuthorizedDependencyRisksService';
import { DefaultDependencyRisksService } from './dependencies/DefaultDependencyRisksService';
import { AuthorizedGapsService } from './gaps/AuthorizedGapsService';
import { DefaultGapsService } from './gaps/DefaultGapsService';
import { AuthorizedEntitiesService } from './entities/AuthorizedEntitiesService';
import { DefaultEntitiesService } from './entities/DefaultEntitiesService';
import { AuthorizedMetricsService } from './metrics/AuthorizedMetricsService';
import { DefaultMetricsService } from './metrics/DefaultMetricsService';
import { AuthorizedOverviewService } from './overview/AuthorizedOverviewService';
import { DefaultOverviewService } from './overview/DefaultOverviewService';
import { AuthorizedProblemsService } from './problems/AuthorizedProblemsService';
import { DefaultProblemsService } from './problems/DefaultProblemsService';
import { AuthorizedQueueService } from './queue/AuthorizedQueueService';
import { DefaultQueueService } from './queue/DefaultQueueService';
import { EntityCollection } from './reading/EntityCollection';
import { AuthorizedRecordService } from './record/AuthorizedRecordService';
import { DefaultRecordService } from './record/DefaultRecordService';
import { AuthorizedEventsService } from './events/AuthorizedEventsService';
import { AuthorizedFactsService } from './facts/AuthorizedFactsService';
import { AuthorizedHistoryService } from './history/AuthorizedHistoryService';
import { DefaultHistoryService } from './history/DefaultHistoryService';
import { ReadableScorecards } from './reading/ReadableScorecards';
import { toScorecardResource } from './reading/toScorecardResource';
import { AuthorizedRollupsService } from './rollups/AuthorizedRollupsService';
import { DefaultRollupsService } from './rollups/DefaultRollupsService';
import { ReadinessServices } from './ReadinessServices';
import { AuthorizedScorecardsService } from './scorecards/AuthorizedScorecardsService';
import { DefaultScorecardsService } from './scorecards/DefaultScorecardsService';
import { KeptSums } from './standing/KeptSums';
import { AuthorizedTeamsService } from './teams/AuthorizedTeamsService';
import { DefaultTeamsService } from './teams/DefaultTeamsService';

/** What the use cases stand on. */
export interface ReadinessServicesOptions {
  knex: Knex;
  definitions: ActiveScorecards & RefreshableDefinitions;
  collection: EntityCollection;
  pushed: PushedFacts;
  pushedEvents: PushedEvents;
  clock: { now(): Date };
  /** IANA name of the zone in which days of delivery, and quarters, are counted. */
  timeZone: string;
  /** Numbers of each team for monitoring, and not of the organisation alone. */
  teamMetrics: boolean;
  catalog: CatalogService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  auth: AuthService;
  userInfo: UserInfoService;
  auditor: AuditorService;
  logger: LoggerService;
}

/**
 * Makes the use cases, and registers scorecards with the permission framework.
 * To be called once.
 */
export function createReadinessServices(
  options: ReadinessServicesOptions,
): ReadinessServices {
  const { knex, definitions, collection, clock, catalog, auditor } = options;
  registerPermissions({
    permissionsRegistry: options.permissionsRegistry,
    scorecards: () =>
      definitions.current().map(active => toScorecardResource(active)),
  });
  const scopes = new DefaultReadingScopes({
    ...options,
    visibleSets: new VisibleSets({ knex, catalog, clock }),
  });
  const scorecards = new ReadableScorecards({ definitions, collection, clock });
  const sums = new KeptSums({ clock });
  const reading = { knex, scorecards, collection, clock, sums };
  const overview = new AuthorizedOverviewService(
    new DefaultOverviewService(reading),
    scopes,
  );
  return {
    overview,
    metrics: new AuthorizedMetricsService(
      new DefaultMetricsService({ ...options, overview }),
      scopes,
    ),
    teams: new AuthorizedTeamsService(new DefaultTeamsService(reading), scopes),
    entities: new AuthorizedEntitiesService({
      inner: new DefaultEntitiesService(reading),
      scopes,
      catalog,
      collection,
      auditor,
    }),
    events: new AuthorizedEventsService({
      pushed: options.pushedEvents,
      scopes,
      auth: options.auth,
      auditor,
    }),
    facts: new AuthorizedFactsService({
      pushed: options.pushed,
      scopes,
      auth: options.auth,
      auditor,
    }),
    history: new AuthorizedHistoryService(
      new DefaultHistoryService(reading),
      scopes,
    ),
    scorecards: new AuthorizedScorecardsService(
      new DefaultScorecardsService(reading),
      scopes,
    ),
    checks: new AuthorizedChecksService(
      new DefaultChecksService(reading),
      scopes,
    ),
    definitions: new AuthorizedDefinitionsService({
      inner: new DefaultDefinitionsService({ ...reading, definitions }),
      scopes,
      auth: options.auth,
      auditor,
    }),
    collectors: new AuthorizedCollectorsService({
      inner: new DefaultCollectorsService(reading),
      scopes,
      auditor,
    }),
    queue: new AuthorizedQueueService({
      inner: new DefaultQueueService(reading),
      scopes,
      auditor,
    }),
    record: new AuthorizedRecordService(
      new DefaultRecordService({ ...reading, timeZone: options.timeZone }),
      scopes,
    ),
    rollups: new AuthorizedRollupsService(
      new DefaultRollupsService(reading),
      scopes,
    ),
    gaps: new AuthorizedGapsService(new DefaultGapsService(reading), scopes),
    dependencyRisks: new AuthorizedDependencyRisksService(
      new DefaultDependencyRisksService(reading),
      scopes,
    ),
    problems: new AuthorizedProblemsService(
      new DefaultProblemsService(reading),
      scopes,
    ),
  };
}
