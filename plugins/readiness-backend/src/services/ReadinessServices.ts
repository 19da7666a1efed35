import { ChecksService } from './checks/ChecksService';
import { CollectorsService } from './collectors/CollectorsService';
import { DefinitionsService } from './definitions/DefinitionsService';
import { DependencyRisksService } from './dependencies/DependencyRisksService';
import { GapsService } from './gaps/GapsService';
import { EventsService } from './events/EventsService';
import { FactsService } from './facts/FactsService';
import { HistoryService } from './history/HistoryService';
import { EntitiesService } from './entities/EntitiesService';
import { MetricsService } from './metrics/MetricsService';
import { OverviewService } from './overview/OverviewService';
import { RecordService } from './record/RecordService';
import { ProblemsService } from './problems/ProblemsService';
import { QueueService } from './queue/QueueService';
import { RollupsService } from './rollups/RollupsService';
import { ScorecardsService } from './scorecards/ScorecardsService';
import { TeamsService } from './teams/TeamsService';

/**
 * The use cases of Readiness. Each asks the reader's permissions by itself: the
 * only door for routes and actions.
 */
export interface ReadinessServices {
  metrics: MetricsService;
  overview: OverviewService;
  teams: TeamsService;
  entities: EntitiesService;
  events: EventsService;
  facts: FactsService;
  history: HistoryService;
  scorecards: ScorecardsService;
  checks: ChecksService;
  definitions: DefinitionsService;
  problems: ProblemsService;
  record: RecordService;
  rollups: RollupsService;
  gaps: GapsService;
  dependencyRisks: DependencyRisksService;
  collectors: CollectorsService;
  queue: QueueService;
}
