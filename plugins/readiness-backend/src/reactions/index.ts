export * from './createReactions';
export { eventTopics } from './events/ChangeEvents';
export { countEvaluations } from './metrics/ObservedMetrics';
export { ReactionDeliveries } from './ReactionDeliveries';
