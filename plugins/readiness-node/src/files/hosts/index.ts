export * from './HostedRepositories';
