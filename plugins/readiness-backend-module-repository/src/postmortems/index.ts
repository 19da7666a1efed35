export { PostmortemsCollector } from './PostmortemsCollector';
export { incidentPrefixes } from './incidentId';
export { postmortemDirectories } from './postmortemFiles';
export { postmortemSkeletonLines } from './postmortemSkeleton';
export { impactWords } from './impactWords';
export {
  alertWords,
  allWellWords,
  momentSynonyms,
  notYetWords,
  type IncidentMoment,
} from './momentSynonyms';
export {
  postmortemKeys,
  runbookNoteSynonyms,
  writtenLabels,
} from './postmortemKeys';
export {
  postmortemSectionSynonyms,
  type PostmortemSection,
} from './postmortemSectionSynonyms';
export {
  doneStates,
  followUpKindSynonyms,
  followUpKindWords,
  followUpLabels,
  type FollowUpKind,
} from './followUpSynonyms';
