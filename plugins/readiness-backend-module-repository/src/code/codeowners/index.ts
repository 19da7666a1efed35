export * from './CodeownersObserver';
