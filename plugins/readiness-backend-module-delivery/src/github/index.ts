export * from './GitHubReader';
