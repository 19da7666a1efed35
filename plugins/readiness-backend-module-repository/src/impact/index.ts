export * from './ImpactCollector';
export {
  impactKeys,
  impactKindSynonyms,
  impactTopicSynonyms,
  type ImpactKind,
  type ImpactTopic,
} from './readImpactEntry';
