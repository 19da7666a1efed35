export { PostmortemsCollector } from './PostmortemsCollector';
export { incidentPrefixes } from './incidentId';
export { postmortemDirectories } from './postmortemFiles';
export { postmortemSkeletonLines } from './postmortemSkeleton';
export {
  alertWords,
  allWellWords,
  impactWords,
  momentSynonyms,
  notYetWords,
  postmortemKeys,
  postmortemSectionSynonyms,
  runbookNoteSynonyms,
  writtenLabels,
  type IncidentMoment,
  type PostmortemSection,
} from './postmortemSynonyms';
export {
  doneStates,
  followUpKindSynonyms,
  followUpKindWords,
  followUpLabels,
  type FollowUpKind,
} from './followUpSynonyms';
