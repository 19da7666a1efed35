import { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import { readinessPermissions } from '@team-readiness/backstage-plugin-readiness-common';
import {
  ScorecardResource,
  scorecardResourceRef,
  scorecardRules,
} from '@team-readiness/backstage-plugin-readiness-node';

/**
 * Tells the permission framework of scorecards, their rules and all permissions
 * of Readiness. To be called once, before permissions are asked.
 *
 * @param options - `scorecards` gives those that are active now
 */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  scorecards: () => readonly ScorecardResource[];
}): void {
  options.permissionsRegistry.addResourceType({
    resourceRef: scorecardResourceRef,
    permissions: readinessPermissions,
    rules: Object.values(scorecardRules),
    getResources: async names => {
      const byName = new Map(
        options.scorecards().map(scorecard => [scorecard.name, scorecard]),
      );
      return names.map(name => byName.get(name));
    },
  });
}
