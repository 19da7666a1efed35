export * from './useWords';
export * from './Words';
