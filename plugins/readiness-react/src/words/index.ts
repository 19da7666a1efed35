export * from './Formats';
export * from './useWords';
export * from './Words';
