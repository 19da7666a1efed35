export * from './addToOutbox';
export * from './claimDeliveries';
export * from './planDigests';
export * from './ReactionTopic';
export * from './selectReactionNames';
export * from './takeFromOutbox';
