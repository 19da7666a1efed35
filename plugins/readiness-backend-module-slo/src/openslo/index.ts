export { openSloVersion } from './openSloSchemas';
export type {
  AlertConditionSpec,
  AlertPolicySpec,
  IndicatorSpec,
  SloSpec,
} from './openSloSchemas';
export * from './readOpenSloDocuments';
