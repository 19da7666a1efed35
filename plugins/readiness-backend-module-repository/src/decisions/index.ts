export * from './DecisionsCollector';
export { decisionDirectories } from './decisionFiles';
export {
  decisionKeys,
  decisionPartSynonyms,
  decisionStatusSynonyms,
  type DecisionPart,
  type DecisionStatus,
} from './decisionSynonyms';
export * from './decisionTopicSynonyms';
