export * from './readMonitoring';
