import {
  ManifestsCollector,
  regoPolicyOfFile,
} from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import { RepositoryCollector } from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import {
  AlertsCollector,
  SloCollector,
} from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';
import { LocalEntityFiles } from './LocalEntityFiles';
import { LocalEntity } from './readEntities';

/** Nothing runs by schedule here, but a collector has one. */
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

/**
 * The collectors that read nothing but files of entities.
 *
 * @param options.policies - files, directories and patterns of admission policies, and files of
 *   compiled Rego policies; none: manifests are not looked at
 */
export function localCollectors(
  entities: readonly LocalEntity[],
  options: { policies: readonly string[]; cwd: string },
): Collector[] {
  const files = new LocalEntityFiles(entities);
  const { policies, cwd } = options;
  const rego = policies.map(regoPolicyOfFile).filter(it => it !== null);
  const manifests =
    policies.length > 0
      ? [
          new ManifestsCollector({
            files,
            patterns: policies.filter(it => regoPolicyOfFile(it) === null),
            rego,
            schedule,
            workingDirectory: cwd,
          }),
        ]
      : [];
  return [
    new RepositoryCollector({ files, schedule }),
    new SloCollector({ files, schedule }),
    new AlertsCollector({ files, schedule }),
    ...manifests,
  ];
}
