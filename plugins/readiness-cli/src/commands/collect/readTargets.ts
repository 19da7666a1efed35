import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  defaultTierRules,
  readCatalogEntity,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { CollectionTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';
import { readEntities } from '../../collection';
import { Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';

/** The options that say which entities are looked at. */
export interface CollectTargetOptions {
  entity: string[];
  catalog: string[];
  annotation: string[];
}

function readRef(text: string): CompoundEntityRef {
  try {
    return parseEntityRef(text, {
      defaultKind: 'Component',
      defaultNamespace: 'default',
    });
  } catch {
    throw new UsageError(`"${text}" is no entity ref, and no file`);
  }
}

function toTarget(entity: Entity): CollectionTarget {
  const read = readCatalogEntity(entity, { tier: defaultTierRules });
  if (!read) {
    throw new UsageError(
      `The entity "${entity.metadata.name}" has no usable kind and name`,
    );
  }
  return { entityRef: read.summary.ref, entity, catalog: read.fact };
}

function withAnnotations(
  entity: Entity,
  annotations: readonly string[],
): Entity {
  const added = annotations.map(text => {
    const at = text.indexOf('=');
    if (at < 1) {
      throw new UsageError(
        `--annotation "${text}" is not of the form key=value`,
      );
    }
    return [text.slice(0, at), text.slice(at + 1)];
  });
  const { metadata } = entity;
  return added.length === 0
    ? entity
    : {
        ...entity,
        metadata: {
          ...metadata,
          annotations: {
            ...metadata.annotations,
            ...Object.fromEntries(added),
          },
        },
      };
}

/** An entity that is looked at; `isMade`: it is in no file, so that only its name is known. */
export interface CollectTarget extends CollectionTarget {
  isMade: boolean;
}

/**
 * The entities that are asked for: those of catalog files, by ref or all of a file; or one that is
 * in no file, with its name and the annotations that are given.
 *
 * @throws UsageError for what is neither a file nor a ref
 */
export async function readTargets(
  { entity: asked, catalog, annotation }: CollectTargetOptions,
  terminal: Terminal,
): Promise<CollectTarget[]> {
  const { cwd } = terminal;
  const files: string[] = [];
  const refs: CompoundEntityRef[] = [];
  for (const each of asked) {
    const isFile = await fs.stat(resolve(cwd, each)).then(
      () => true,
      () => false,
    );
    if (isFile) {
      files.push(each);
    } else {
      refs.push(readRef(each));
    }
  }
  const paths = [...files, ...catalog];
  const read =
    paths.length > 0 ? await readEntities(paths, { cwd }) : undefined;
  if (read) {
    noteProblems(read.problems, read.texts, terminal);
  }
  const ofFiles =
    files.length > 0 ? await readEntities(files, { cwd }) : undefined;
  const entities = (ofFiles?.entities ?? []).map(({ entity }) => ({
    entity,
    isMade: false,
  }));
  for (const { kind, namespace, name } of refs) {
    const ref = `${kind}:${namespace}/${name}`.toLowerCase();
    const known = read?.entities.find(each => each.ref === ref);
    const made: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: kind[0].toUpperCase() + kind.slice(1),
      metadata: { name, namespace },
      spec: {},
    };
    entities.push({ entity: known?.entity ?? made, isMade: !known });
  }
  return entities.map(({ entity, isMade }) => ({
    ...toTarget(withAnnotations(entity, annotation)),
    isMade,
  }));
}
