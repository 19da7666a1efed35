export * from './OutcomeIcon';
export * from './OutcomeLabel';
