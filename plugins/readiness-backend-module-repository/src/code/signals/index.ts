export * from './SignalsObserver';
