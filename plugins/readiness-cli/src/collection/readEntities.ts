/**
 * Reads the entities of catalog files as the catalog would serve them: with the
 * relations that they declare, in both directions. Nothing is asked of a
 * network; what another repository declares is not known.
 */
import { Entity, EntityRelation } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CatalogObservation,
  defaultTierRules,
  isPlainObject,
  readCatalogEntity,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { basename } from 'node:path';
import { findFiles, readTexts } from '../documents';
import { UsageError } from '../terminal';
import { localRelations } from './localRelations';

/** An entity of a file. */
export interface LocalEntity {
  ref: string;
  entity: Entity;
  /** What the catalog collector makes of it. */
  observation: CatalogObservation;
  /** Absolute path of its file. */
  path: string;
  /** The file for people. */
  source: string;
  /** 1-based line at which it begins. */
  line: number;
}

/** What came out of reading catalog files. */
export interface ReadEntities {
  /** Each ref once, in the order of the files. */
  entities: LocalEntity[];
  problems: Problem[];
  /** By source. */
  texts: ReadonlyMap<string, string>;
}

const catalogFile = /^catalog-info\.ya?ml$/i;
/** In the skeletons of Scaffolder templates; what holds one becomes an entity only in a repository made from it. */
const placeholder = /\$\{\{|\{\{\s*(?:cookiecutter|values)\b/;
const maxEntities = 5_000;
const maxRelations = 5_000;

type Draft = Omit<LocalEntity, 'observation'>;

function withRelations(
  { entity, ref }: Draft,
  incoming: ReadonlyMap<string, EntityRelation[]>,
): Entity {
  const given = Array.isArray(entity.relations) ? entity.relations : [];
  const { own } = localRelations(entity, ref);
  const relations = [...given, ...own, ...(incoming.get(ref) ?? [])];
  return { ...entity, relations: relations.slice(0, maxRelations) };
}

function observe(drafts: readonly Draft[]): LocalEntity[] {
  const incoming = new Map<string, EntityRelation[]>();
  for (const { entity, ref } of drafts) {
    for (const other of localRelations(entity, ref).others) {
      const list = incoming.get(other.ref) ?? [];
      list.push(other.relation);
      incoming.set(other.ref, list);
    }
  }
  return drafts.flatMap(draft => {
    const entity = withRelations(draft, incoming);
    const observation = readCatalogEntity(entity, { tier: defaultTierRules });
    return observation ? [{ ...draft, entity, observation }] : [];
  });
}

/**
 * @param paths - catalog files, or directories in which every `catalog-info.yaml` is read
 * @param options.more - further ones, of which entities are known but not evaluated
 * @throws UsageError where there is no such file, or none holds an entity
 */
export async function readEntities(
  paths: readonly string[],
  options: { cwd: string; more?: readonly string[] },
): Promise<ReadEntities & { known: LocalEntity[] }> {
  const accepts = (path: string) => catalogFile.test(basename(path));
  const find = (args: readonly string[]) =>
    findFiles(args, { cwd: options.cwd, accepts });
  const asked = await find(paths);
  const isAsked = new Set(asked.map(({ path }) => path));
  const more = (await find(options.more ?? [])).filter(
    ({ path }) => !isAsked.has(path),
  );
  const { texts: files, problems } = await readTexts([...asked, ...more], {
    accepts: text => !placeholder.test(text),
  });
  if (files.length === 0 && problems.length === 0) {
    throw new UsageError(
      `There is no catalog-info.yaml in ${paths.join(', ')}`,
    );
  }
  const drafts = new Map<string, Draft>();
  for (const { path, source, text } of files) {
    const report = (message: string, place: { line: number; column: number }) =>
      problems.push({
        subject: 'file',
        name: source,
        reporter: 'catalog',
        message,
        source,
        line: place.line,
        column: place.column,
      });
    const { documents, unreadable } = readYamlDocuments(text);
    unreadable.forEach(each => report(each.message, each));
    for (const document of documents) {
      const place = document.placeOf([]);
      const read = readCatalogEntity(document.data, {
        tier: defaultTierRules,
      });
      if (!read || !isPlainObject(document.data)) {
        report('this is no entity: it needs kind and metadata.name', place);
        continue;
      }
      const { ref } = read.summary;
      const other = drafts.get(ref);
      if (other) {
        report(`${ref} is in ${other.source} already`, place);
        continue;
      }
      if (drafts.size >= maxEntities) {
        throw new UsageError(
          `There are more than ${maxEntities} entities; name fewer files`,
        );
      }
      const entity = document.data as unknown as Entity;
      drafts.set(ref, { ref, entity, path, source, line: place.line });
    }
  }
  const known = observe([...drafts.values()]);
  return {
    known,
    entities: known.filter(({ path }) => isAsked.has(path)),
    problems,
    texts: new Map(files.map(({ source, text }) => [source, text])),
  };
}
