export * from './holdsWords';
