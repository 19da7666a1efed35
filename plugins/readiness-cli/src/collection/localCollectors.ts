import {
  ManifestsCollector,
  regoPolicyOfFile,
} from '@team-readiness/backstage-plugin-readiness-backend-module-policy';
import {
  codeCollectors,
  documentCollectors,
  ListedEntities,
} from '@team-readiness/backstage-plugin-readiness-backend-module-repository';
import {
  AlertsCollector,
  SloCollector,
} from '@team-readiness/backstage-plugin-readiness-backend-module-slo';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';
import { LocalEntityFiles } from './LocalEntityFiles';
import { LocalEntityHistory } from './LocalEntityHistory';
import { LocalEntity } from './readEntities';

/** Nothing runs by schedule here, but a collector has one. */
const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };

/**
 * The collectors that read nothing but files of entities.
 *
 * @param known - all entities of the files, also those that are named by others only
 * @param options.policies - files, directories and patterns of admission policies, and files of
 *   compiled Rego policies; none: manifests are not looked at
 */
export function localCollectors(
  known: readonly LocalEntity[],
  options: { policies: readonly string[]; cwd: string },
): Collector[] {
  const files = new LocalEntityFiles(known);
  const history = new LocalEntityHistory(known);
  const entities = new ListedEntities(known.map(({ entity }) => entity));
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
  const shared = { files, history, entities, schedule: () => schedule };
  return [
    ...documentCollectors(shared),
    ...codeCollectors(shared),
    new SloCollector({ files, schedule }),
    new AlertsCollector({ files, schedule }),
    ...manifests,
  ];
}
