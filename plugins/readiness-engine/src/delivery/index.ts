export {
  deliveryDays,
  deliveryDaysInSteps,
  type DeliveryDay,
} from './deliveryDays';
export * from './deliveryFacts';
export * from './DeliveryFold';
export * from './deliveryMetrics';
export * from './DeliveryRecord';
export * from './DeliveryRules';
export * from './fisherExact';
export * from './LocalDays';
export * from './medianRange';
export { type Steps } from './Steps';
export * from './weekdayRisks';
