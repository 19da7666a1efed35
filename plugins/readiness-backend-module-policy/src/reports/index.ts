export * from './readPolicyReports';
export type { Severity } from './reportSchemas';
