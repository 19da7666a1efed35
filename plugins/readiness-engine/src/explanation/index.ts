export * from './CheckExplanation';
