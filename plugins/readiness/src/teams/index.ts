export * from './TeamsPage';
