export * from './forgetOld';
export * from './scheduleRetention';
