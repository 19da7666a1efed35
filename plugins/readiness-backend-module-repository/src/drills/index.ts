export * from './DrillsCollector';
export {
  drillKeys,
  drillKindSynonyms,
  drillOutcomeSynonyms,
  type DrillKind,
} from './readDrill';
