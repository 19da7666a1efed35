export {
  collectorDocumentSchema,
  readMinutes,
  type CollectorDocument,
} from './CollectorDocument';
export * from './jsonSchemas';
export * from './PushedCollectorDocument';
export * from './Scorecard';
export * from './ScorecardCheck';
export * from './ScorecardTest';
