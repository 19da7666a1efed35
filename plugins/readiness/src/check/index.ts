export * from './CheckPage';
