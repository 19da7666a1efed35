export * from './ConditionLines';
export * from './conditionTree';
export * from './Truth';
export * from './TruthMark';
export * from './truthWords';
export * from './valueWords';
