export * from './CDEventsReader';
