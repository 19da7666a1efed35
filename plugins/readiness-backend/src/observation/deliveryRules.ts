import { DeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { DeliveryConfig } from '../config';

/**
 * The rules by which events are counted, as the configuration has them.
 *
 * @param config - what stands under `readiness.delivery`
 */
export function toDeliveryRules(config: DeliveryConfig): DeliveryRules {
  return {
    environments: config.environments,
    incidentWindowHours: config.incidentWindowHours,
    severities: Object.fromEntries(config.severities),
  };
}
