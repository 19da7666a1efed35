export * from './readCostConfig';
