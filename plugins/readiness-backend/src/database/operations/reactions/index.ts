export * from './addToOutbox';
export * from './claimDeliveries';
export * from './ReactionTopic';
export * from './takeFromOutbox';
