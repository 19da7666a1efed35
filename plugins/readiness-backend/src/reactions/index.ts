export * from './createReactions';
export { eventTopics } from './events/ChangeEvents';
export { ReactionDeliveries } from './ReactionDeliveries';
