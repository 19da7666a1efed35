export * from './PipelinesObserver';
