export * from './OutcomeIcon';
export * from './OutcomeLabel';
export * from './outcomeWords';
