export { ModelCardsCollector } from './ModelCardsCollector';
export {
  modelCardPaths,
  pipelinePlaces,
  retrainingPaths,
} from './modelCardFiles';
export {
  modelCardSkeletonLines,
  modelCardSkeletonSentences,
} from './modelCardSkeleton';
export {
  cardMetadataKeys,
  evaluationDateWords,
  modelCardKeys,
  modelCardPartSynonyms,
  otherModelCardWords,
  retrainingHeadings,
  retrainingTriggerSynonyms,
  type ModelCardPart,
  type RetrainingTrigger,
} from './modelCardSynonyms';
