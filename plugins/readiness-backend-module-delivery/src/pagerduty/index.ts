export * from './PagerDutyReader';
