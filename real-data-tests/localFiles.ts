import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  Collector,
  DefaultEntityFiles,
  EntityFiles,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import path from 'node:path';
import { realDataFolder } from './realData';

/** Reads local files, as the backend does. */
export function localFiles(): EntityFiles {
  return DefaultEntityFiles.create({
    config: mockServices.rootConfig(),
    logger: mockServices.logger.mock(),
    urlReader: mockServices.urlReader.mock(),
  });
}

/**
 * Reads local files of the data under other names, as if they were the documents of an entity.
 *
 * @param nameOf - the name of a file, by its path below the directory of the entity; null leaves it out
 * @param read - the new names of files whose content was asked for
 */
export function renamedFiles(
  nameOf: (path: string, entity: string) => string | null,
  read = new Set<string>(),
): EntityFiles {
  const inner = localFiles();
  return {
    async list(options): Promise<EntityFilesListing | undefined> {
      const listing = await inner.list({ ...options, globs: ['**'] });
      return (
        listing && {
          ...listing,
          problems: [],
          files: listing.files.flatMap(file => {
            const named = nameOf(file.path, options.entity.metadata.name);
            return named === null
              ? []
              : [
                  {
                    path: named,
                    url: file.url,
                    content: () => {
                      read.add(named);
                      return file.content();
                    },
                    changedAt: () => file.changedAt(),
                  },
                ];
          }),
        }
      );
    },
  };
}

/**
 * A Component whose own directory is a folder of the data.
 *
 * @param folder - relative to the data, with forward slashes
 */
export function targetIn(
  folder: string,
  options: { name: string; annotations?: Record<string, string> },
): CollectionTarget {
  const location = path.join(realDataFolder, folder, 'catalog-info.yaml');
  return {
    entityRef: `component:default/${options.name}`,
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: options.name,
        annotations: {
          'backstage.io/managed-by-location': `file:${location}`,
          ...options.annotations,
        },
      },
    },
    catalog: {
      entity: {},
      tier: null,
      tierDeclared: null,
      lifecycle: null,
      dependencies: [],
      runbookLinks: [],
      budget: null,
      onCall: false,
    },
  };
}

/** What a collector observed of an entity. */
export interface Observed {
  data: JsonObject;
  problems: Problem[];
}

/**
 * Observes entities in batches, as the backend does.
 *
 * @returns by entity ref
 * @throws where an entity could not be observed
 */
export async function observeAll(
  collector: Collector,
  targets: readonly CollectionTarget[],
  now: Date,
): Promise<Map<string, Observed>> {
  const { signal } = new AbortController();
  const run = await collector.open({ now, signal });
  const observed = new Map<string, Observed>();
  for (let from = 0; from < targets.length; from += 100) {
    const batch = targets.slice(from, from + 100);
    for (const each of await run.collect(batch, { signal })) {
      if (each.status !== 'observed') {
        throw new Error(`${each.entityRef} is ${each.status}`);
      }
      const { data, problems = [] } = each;
      observed.set(each.entityRef, { data, problems });
    }
  }
  await run.close?.();
  return observed;
}
