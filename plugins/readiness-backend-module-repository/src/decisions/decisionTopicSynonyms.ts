import {
  decisionTopics,
  rolloutStrategies,
} from '@team-readiness/backstage-plugin-readiness-common';

/** @public */
export type DecisionTopic = (typeof decisionTopics)[number];

/** @public */
export type RolloutStrategy = (typeof rolloutStrategies)[number];

/**
 * What a record is about, by words in its title, its tags (`tags` of the front matter) and its decision.
 *
 * @public
 */
export const decisionTopicSynonyms: Readonly<
  Record<DecisionTopic, readonly string[]>
> = {
  rollout: [
    'rollout',
    'rollouts',
    'roll out',
    'rolling update',
    'rolling updates',
    'rolling deployment',
    'rolling deployments',
    'blue green',
    'canary',
    'canaries',
    'progressive delivery',
    'release strategy',
    'deployment strategy',
  ],
  hosting: [
    'hosting',
    'managed service',
    'managed services',
    'managed database',
    'managed databases',
    'managed datastore',
    'database as a service',
    'self hosted',
    'self hosting',
    'self managed',
    'rds',
    'cloud sql',
    'elasticache',
  ],
  'workload-kind': [
    'workload kind',
    'kind of workload',
    'statefulset',
    'statefulsets',
    'stateful set',
    'daemonset',
    'daemonsets',
  ],
  autoscaling: [
    'autoscaling',
    'auto scaling',
    'autoscaler',
    'autoscalers',
    'hpa',
    'vpa',
    'keda',
    'horizontal pod autoscaler',
    'vertical pod autoscaler',
  ],
  'service-boundary': [
    'service boundary',
    'service boundaries',
    'bounded context',
    'bounded contexts',
    'microservice',
    'microservices',
    'monolith',
    'own service',
    'separate service',
    'service of its own',
    'split the service',
    'merge the services',
  ],
  telemetry: [
    'telemetry',
    'opentelemetry',
    'otel',
    'observability',
    'tracing',
    'pushgateway',
    'push or pull',
    'scraping',
    'metrics pipeline',
    'log shipping',
  ],
  'release-schedule': [
    'release schedule',
    'release window',
    'release windows',
    'release train',
    'release trains',
    'release day',
    'release days',
    'release hours',
    'release calendar',
    'deployment schedule',
    'deployment window',
    'deployment windows',
    'code freeze',
    'deployment freeze',
    'release freeze',
    'weekday',
    'weekdays',
    'friday',
    'fridays',
  ],
};

/**
 * Words of each strategy. `rolling back` is none.
 *
 * @public
 */
export const rolloutSynonyms: Readonly<
  Record<RolloutStrategy, readonly string[]>
> = {
  rolling: ['rolling'],
  'blue-green': ['blue green', 'bluegreen', 'red black'],
  canary: ['canary', 'canaries'],
  recreate: ['recreate', 'stop and start', 'big bang'],
};
