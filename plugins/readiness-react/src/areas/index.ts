export * from './AreaName';
