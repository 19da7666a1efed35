export * from './HostileServer';
export * from './hostileAnswers';
