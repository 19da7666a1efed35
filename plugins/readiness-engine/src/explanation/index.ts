export * from './CheckExplanation';
export * from './ConditionLine';
