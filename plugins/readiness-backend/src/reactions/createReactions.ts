import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { MetricsService as BackstageMetrics } from '@backstage/backend-plugin-api/alpha';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Knex } from 'knex';
import { ReactionsConfig } from '../config';
import { ReactionWindows } from '../database/operations/reactions';
import { describeMetrics } from '../services/metrics/describeMetrics';
import { ReadinessServices } from '../services/ReadinessServices';
import { planWeeklyDigests } from './digest/planWeeklyDigests';
import { WeeklyDigest } from './digest/WeeklyDigest';
import { ChangeEvents } from './events/ChangeEvents';
import { countEvaluations, ObservedMetrics } from './metrics/ObservedMetrics';
import { LevelNotifications } from './notifications/LevelNotifications';
import { Notifications } from './notifications/sendNotification';
import { Reaction } from './Reaction';
import { ReactionDeliveries } from './ReactionDeliveries';
import { CurrentScorecards, ScorecardWords } from './ScorecardWords';
import { Signals } from './signals/Signals';

const hourMs = 3_600_000;
/** Pages that are open are told at most this often. */
const soonMs = 5_000;

/** What {@link createReactions} needs. */
export interface ReactionsOptions {
  knex: Knex;
  config: ReactionsConfig;
  /** IANA name of the zone in which the week of a digest begins. */
  timeZone: string;
  scorecards: CurrentScorecards;
  services: Pick<ReadinessServices, 'teams' | 'history' | 'metrics'>;
  auth: AuthService;
  events: EventsService;
  notifications: NotificationService;
  signals: SignalsService;
  metrics: BackstageMetrics;
  clock: { now(): Date };
  logger: LoggerService;
}

/**
 * What the pipeline notes for reactions.
 *
 * @returns `reactions`: how changes are gathered in the outbox, undefined where nobody is told of them;
 *   `counted`: counts evaluations
 */
export function noteForReactions(
  config: ReactionsConfig,
  metrics: BackstageMetrics,
): {
  reactions: ReactionWindows | undefined;
  counted: ReturnType<typeof countEvaluations>;
} {
  const { notificationHours: hours } = config;
  return {
    reactions:
      config.signals || config.events || hours
        ? { soonMs, ...(hours ? { dropsMs: hours * hourMs } : {}) }
        : undefined,
    counted: countEvaluations(metrics),
  };
}

/**
 * Makes whatever is configured to tell others of changes, and offers numbers to monitoring. To be called
 * once.
 *
 * @returns the loop that tells; undefined where nobody is told
 */
export function createReactions(
  options: ReactionsOptions,
): ReactionDeliveries | undefined {
  const { config, services } = options;
  new ObservedMetrics({
    ...options,
    read: reading => services.metrics.readMetrics(reading),
  }).start(describeMetrics(config));
  const reactions = chooseReactions(options);
  return reactions.length
    ? new ReactionDeliveries({
        ...options,
        reactions,
        maximumAgeMs: config.maximumAgeMs,
        plan:
          config.digest &&
          planWeeklyDigests({ ...options, ...config, config: config.digest }),
      })
    : undefined;
}

function chooseReactions(options: ReactionsOptions): Reaction[] {
  const { config, services } = options;
  const words = new ScorecardWords(options.scorecards);
  const notifications = new Notifications(options);
  const shared = { ...options, words, notifications };
  return [
    ...(config.signals ? [new Signals(shared)] : []),
    ...(config.events ? [new ChangeEvents(shared)] : []),
    ...(config.notificationHours ? [new LevelNotifications(shared)] : []),
    ...(config.digest
      ? [
          new WeeklyDigest({
            ...shared,
            sources: {
              getTeam: (...args) => services.teams.getTeam(...args),
              getMovement: (...args) => services.history.getMovement(...args),
            },
          }),
        ]
      : []),
  ];
}
