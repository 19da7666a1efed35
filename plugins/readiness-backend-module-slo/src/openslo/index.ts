export { openSloVersion } from './openSloSchemas';
export type { SloSpec } from './openSloSchemas';
export type {
  AlertConditionSpec,
  AlertPolicySpec,
  NotificationTargetSpec,
} from './alertSchemas';
export type { DataSourceSpec, IndicatorSpec } from './indicatorSchemas';
export * from './readOpenSloDocuments';
