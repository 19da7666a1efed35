export * from './lacksData';
export * from './ShareBar';
export * from './ShareCell';
