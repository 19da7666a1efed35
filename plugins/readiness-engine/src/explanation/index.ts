export * from './CheckExplanation';
export * from './ConditionLine';
export { explainPredicate } from './explainPredicate';
export type {
  TargetExplanation,
  TargetLevelExplanation,
} from './explainTarget';
