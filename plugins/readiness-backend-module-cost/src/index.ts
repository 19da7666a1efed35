/**
 * Reads FOCUS cost data for Readiness.
 *
 * @packageDocumentation
 */
export { readinessModuleCost, readinessModuleCost as default } from './module';
export {
  readAllocations,
  type Allocation,
  type AllocationsRead,
} from './opencost';
