import { Entity, RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  technologyFact,
  TechnologyFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { technologiesNamed } from '../../technologies';
import { CodeObserver, CodeReading } from '../collector';
import {
  infrastructureGlobs,
  isInfrastructure,
} from '../infrastructure/InfrastructureObserver';
import { HclBlock } from '../infrastructure/readHcl';
import { readInfrastructure } from '../infrastructure/readInfrastructure';
import {
  containersOf,
  manifestGlobs,
  ManifestObject,
  readObjects,
} from '../kubernetes/readObjects';
import { baseImage, imageName } from './baseImages';
import {
  datastoreImages,
  engineNames,
  kindOf,
  operatorGroups,
  providerNames,
  resourceTypes,
  runtimeFiles,
  runtimeGlobs,
  runtimeImages,
} from './technologyNames';

type Tool = TechnologyFact['tools'][number];

const maxTools = 200;
const dockerfile =
  /(?:^|\/)(?:Dockerfile(?:\..*)?|.*\.Dockerfile|Containerfile)$/;

function named(
  table: ReadonlyArray<[shape: RegExp, name: string]>,
  text: string,
): string[] {
  const found = table.find(([shape]) => shape.test(text));
  return found ? [found[1]] : [];
}

/** The Resources that an entity depends on. */
export function resourcesOf({ entity, known }: CodeReading): Entity[] {
  return resourceRefs(entity).flatMap(ref => known.get(ref) ?? []);
}

/** Their refs, in lower case, sorted. */
export function resourceRefs(entity: Entity): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_DEPENDS_ON)
    .map(relation => relation.targetRef.toLowerCase())
    .filter(ref => ref.startsWith('resource:'));
  return [...new Set(refs)].sort();
}

/** What the document of a Resource says that it is: type, tags, title and name. */
export function resourceText({ metadata, spec }: Entity): string {
  const tags: unknown = metadata.tags;
  return [
    spec?.type,
    ...(Array.isArray(tags) ? tags : []),
    metadata.title,
    metadata.name,
  ]
    .filter(it => typeof it === 'string')
    .map(it => it.slice(0, 300))
    .join('\n');
}

/** Datastores that a resource of infrastructure code is. */
export function datastoresOf({ type, labels, attributes }: HclBlock): string[] {
  if (type !== 'resource') {
    return [];
  }
  const found = resourceTypes.find(([prefix]) => labels[0]?.startsWith(prefix));
  if (!found || typeof found[1] === 'string') {
    return found ? [String(found[1])] : [];
  }
  const engine = attributes.get(found[1].attribute);
  return typeof engine === 'string' ? named(engineNames, engine) : [];
}

/** Datastores that an object runs in the cluster: by operator, or as a container. */
export function datastoresRunBy(object: ManifestObject): string[] {
  const operated = Object.hasOwn(operatorGroups, object.group)
    ? [operatorGroups[object.group]]
    : [];
  return [
    ...operated,
    ...containersOf(object).flatMap(({ image }) =>
      typeof image === 'string' ? named(datastoreImages, imageName(image)) : [],
    ),
  ];
}

function providersOf({ type, labels, attributes, blocks }: HclBlock): string[] {
  const names = [
    ...(type === 'provider' ? labels.slice(0, 1) : []),
    ...(type === 'resource' || type === 'data'
      ? [labels[0]?.split('_')[0] ?? '']
      : []),
    ...(type === 'required_providers' ? attributes.keys() : []),
  ];
  return [
    ...names.map(name =>
      Object.hasOwn(providerNames, name) ? providerNames[name] : name,
    ),
    ...(type === 'terraform' ? blocks.flatMap(providersOf) : []),
  ].filter(name => kindOf(name) === 'provider');
}

/** Observes what an entity is built on. */
export class TechnologyObserver implements CodeObserver<TechnologyFact> {
  readonly fact = technologyFact;
  readonly title = 'Technology';
  readonly description =
    'Runtimes, datastores and providers, by the packages, base images, manifests, infrastructure code and Resources of the entity.';
  readonly version = '1';

  /** {@inheritDoc CodeObserver.globs} */
  globs(entity: Entity): string[] {
    return [...runtimeGlobs, ...infrastructureGlobs, ...manifestGlobs(entity)];
  }

  /** {@inheritDoc CodeObserver.related} */
  related(entity: Entity): string[] {
    return resourceRefs(entity);
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs(reading: CodeReading): JsonValue {
    return resourcesOf(reading).map(resourceText);
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<TechnologyFact> {
    const tools = new Map<string, Tool>();
    const add = (names: readonly string[], seenIn: string) => {
      for (const name of names) {
        const kind = kindOf(name);
        const key = `${kind} ${name}`;
        const known = tools.get(key);
        if (kind && (!known || seenIn < known.seenIn)) {
          tools.set(key, { kind, name, seenIn });
        }
      }
    };
    reading.problems.push(...listing.problems);
    for (const file of listing.files) {
      add(named(runtimeFiles, file.path), file.path);
      add(await this.#inFile(reading, file), file.path);
    }
    for (const object of await readObjects(reading, listing.files)) {
      add(datastoresRunBy(object), object.path);
    }
    const refs = resourceRefs(reading.entity);
    for (const ref of refs) {
      const resource = reading.known.get(ref);
      const names = resource ? technologiesNamed(resourceText(resource)) : [];
      add(
        names.filter(name => kindOf(name) === 'datastore'),
        ref,
      );
    }
    return {
      location: listing.location,
      tools: [...tools.values()]
        .sort((a, b) => compare(a.kind, b.kind) || compare(a.name, b.name))
        .slice(0, maxTools),
    };
  }

  /** What a Dockerfile or a file of infrastructure code shows. */
  async #inFile(reading: CodeReading, file: EntityFile): Promise<string[]> {
    const { path } = file;
    if (dockerfile.test(path) && !path.includes('/skeleton/')) {
      const image = baseImage((await reading.text(file)) ?? '');
      return image === undefined ? [] : named(runtimeImages, image);
    }
    if (isInfrastructure(path)) {
      // The collector of infrastructure code tells what cannot be read.
      const { blocks } = readInfrastructure(
        path,
        (await reading.text(file)) ?? '',
      );
      return blocks.flatMap(block => [
        ...datastoresOf(block),
        ...providersOf(block),
      ]);
    }
    return [];
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
