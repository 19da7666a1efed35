/**
 * Webhooks of PagerDuty as events of Backstage.
 *
 * @packageDocumentation
 */
export { eventsModulePagerDuty as default } from './module';
export * from './createPagerDutyValidator';
