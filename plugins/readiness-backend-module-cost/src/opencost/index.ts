export * from './OpenCostCollector';
export * from './readAllocations';
export * from './readOpenCostConfig';
