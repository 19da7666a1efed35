export * from './PolicyCollector';
export {
  readConftestReport,
  type ConftestReport,
  type ConftestResult,
} from './readConftestReport';
export type { ConftestSource } from './readReportFiles';
export * from './readPolicyReports';
export type { Severity } from './reportSchemas';
