export * from './ConditionLines';
export * from './conditionTree';
export * from './TruthMark';
export * from './truthWords';
export * from './valueWords';
