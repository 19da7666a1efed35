export { openSloVersion, sloSpec } from './openSloSchemas';
export type { SloSpec } from './openSloSchemas';
export {
  alertConditionSpec,
  alertPolicySpec,
  notificationTargetSpec,
  type AlertConditionSpec,
  type AlertPolicySpec,
  type NotificationTargetSpec,
} from './alertSchemas';
export {
  dataSourceSpec,
  indicatorSpec,
  type DataSourceSpec,
  type IndicatorSpec,
} from './indicatorSchemas';
export * from './readOpenSloDocuments';
