export * from './DecisionsCollector';
export { decisionDirectories } from './decisionFiles';
export {
  decisionKeys,
  decisionPartSynonyms,
  decisionStatusSynonyms,
  decisionTopicSynonyms,
  rolloutSynonyms,
  type DecisionPart,
  type DecisionStatus,
  type DecisionTopic,
  type RolloutStrategy,
} from './decisionSynonyms';
