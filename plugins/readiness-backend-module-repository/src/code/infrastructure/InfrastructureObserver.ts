import {
  infrastructureFact,
  InfrastructureFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFilesListing } from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import { plainName } from '../sources/sourceAddress';
import { moduleSource } from './moduleSource';
import { HclBlock } from './readHcl';
import { readInfrastructure } from './readInfrastructure';

type Module = InfrastructureFact['modules'][number];

const maxModules = 1_000;

/** Files of infrastructure code. */
export const infrastructureGlobs: readonly string[] = [
  '**/*.tf',
  '**/*.tofu',
  '**/*.tf.json',
  '**/*.tofu.json',
];

/** Is it a file of infrastructure code of the entity itself: no copy of a module, no template of a file? */
export function isInfrastructure(path: string): boolean {
  return (
    /\.(?:tf|tofu)(?:\.json)?$/.test(path) &&
    !/(?:^|\/)(?:\.terraform|skeleton)\//.test(path)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Observes the modules of infrastructure code, and whether they are pinned. */
export class InfrastructureObserver
  implements CodeObserver<InfrastructureFact>
{
  readonly fact = infrastructureFact;
  readonly title = 'Infrastructure code';
  readonly description =
    'Terraform and OpenTofu in the directory of the entity: the modules of others that it uses, and whether they are pinned.';
  readonly version = '1';

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...infrastructureGlobs];
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<InfrastructureFact> {
    for (const problem of listing.problems) {
      if (isInfrastructure(problem.name)) {
        reading.tellBroken(problem.name, problem);
      } else {
        reading.problems.push(problem);
      }
    }
    const files = listing.files.filter(({ path }) => isInfrastructure(path));
    const modules: Module[] = [];
    for (const file of files) {
      const text = await reading.text(file);
      if (text !== undefined) {
        const { blocks, issues } = readInfrastructure(file.path, text);
        issues.forEach(issue => reading.tellBroken(file.path, issue));
        modules.push(
          ...blocks
            .filter(block => block.type === 'module')
            .flatMap(block => this.#module(reading, file.path, block) ?? []),
        );
      }
    }
    if (modules.length > maxModules) {
      reading.tell(modules[maxModules].path, {
        message: `There are ${modules.length} module blocks; only the first ${maxModules} are shown.`,
      });
    }
    return {
      location: listing.location,
      files: files.length,
      modules: modules
        .sort((a, b) => compare(a.path, b.path) || compare(a.name, b.name))
        .slice(0, maxModules),
      broken: reading.broken,
    };
  }

  /** @returns undefined for a module of the same repository, and one whose source cannot be told */
  #module(
    reading: CodeReading,
    path: string,
    { labels, attributes, line }: HclBlock,
  ): Module | undefined {
    const name = plainName(labels[0]);
    const source = attributes.get('source');
    const constraint = attributes.get('version');
    const found =
      name !== undefined && typeof source === 'string'
        ? moduleSource(
            source,
            typeof constraint === 'string' ? constraint : null,
          )
        : 'unreadable';
    if (found === 'unreadable') {
      reading.tellBroken(path, {
        message:
          'A module block has no source that can be told without running it.',
        line,
      });
      return undefined;
    }
    // Nobody is asked which version is the newest: registries and git hosts are not among the sources of files.
    return found && name !== undefined
      ? { name, ...found, currentVersion: null, path }
      : undefined;
  }
}
