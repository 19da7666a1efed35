export * from './createDeliveryEvents';
export * from './PushedEvents';
export type { EventRequest } from './cloudEvents';
