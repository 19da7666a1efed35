export * from './GitLabReader';
