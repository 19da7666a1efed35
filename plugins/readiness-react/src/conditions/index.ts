export * from './ConditionLines';
export * from './conditionTree';
export * from './Truth';
export * from './TruthMark';
