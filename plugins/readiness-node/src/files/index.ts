export * from './EntityFiles';
