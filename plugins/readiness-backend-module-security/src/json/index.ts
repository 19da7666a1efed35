export * from './readValues';
