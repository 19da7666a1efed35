import { Entity, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  codeownersFact,
  CodeownersFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFiles,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import { FileOwners } from './FileOwners';
import { parseCodeowners } from './parseCodeowners';

const teamSlug = 'github.com/team-slug';
const maxOwners = 100;

/** Where CODEOWNERS can be, the first that is there counts. */
const places = [
  '.github/CODEOWNERS',
  'CODEOWNERS',
  'docs/CODEOWNERS',
  '.gitlab/CODEOWNERS',
];

function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef.toLowerCase());
}

/** The slugs of the owning groups as CODEOWNERS would name them, sorted. */
function slugsOf({ entity, known }: CodeReading): string[] {
  const slugs = ownersOf(entity).flatMap(ref => {
    const text: unknown =
      known.get(ref)?.metadata.annotations?.[teamSlug] ?? undefined;
    const slug =
      typeof text === 'string' ? text.trim().replace(/^@/, '') : undefined;
    return slug && /^[\w.-]+(?:\/[\w.-]+)+$/.test(slug)
      ? [`@${slug.toLowerCase()}`]
      : [];
  });
  return [...new Set(slugs)].sort();
}

/** Observes who CODEOWNERS asks about the files of an entity. */
export class CodeownersObserver implements CodeObserver<CodeownersFact> {
  readonly fact = codeownersFact;
  readonly title = 'CODEOWNERS';
  readonly description =
    "CODEOWNERS of the entity's repository over the files in its directory, and the team slugs of its owners.";
  readonly version = '1';
  readonly #files: EntityFiles;
  readonly #history: EntityHistory;

  constructor(options: { files: EntityFiles; history: EntityHistory }) {
    this.#files = options.files;
    this.#history = options.history;
  }

  /** CODEOWNERS stands at the root of the repository; this asks only whether that has changed. */
  globs(): string[] {
    return ['CODEOWNERS'];
  }

  /** {@inheritDoc CodeObserver.related} */
  related(entity: Entity): string[] {
    return ownersOf(entity);
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs(reading: CodeReading): JsonValue {
    return slugsOf(reading);
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(reading: CodeReading): Promise<CodeownersFact | undefined> {
    const { entity, signal, budget } = reading;
    const options = { entity, signal, budget };
    const listing = await this.#files.repositoryFiles?.(options);
    const tracked = await this.#history.trackedPaths(options);
    if (!listing) {
      reading.tell('CODEOWNERS', {
        message:
          'CODEOWNERS was not looked for, since the root of the repository is not known.',
      });
      return undefined;
    }
    const file = places.flatMap(
      path => listing.files.find(it => it.path === path) ?? [],
    )[0];
    if (!tracked) {
      if (file) {
        reading.tell(file.path, {
          message:
            'Which files CODEOWNERS has to cover is not known: the directory is in no git repository, or its host gives no list of files.',
        });
      }
      return undefined;
    }
    if (!tracked.complete) {
      throw new Error(
        'The directory holds more files than can be compared with CODEOWNERS',
      );
    }
    const leftOut = listing.problems.filter(it => places.includes(it.name));
    reading.problems.push(...leftOut);
    const ownerSlugs = slugsOf(reading);
    const fact: CodeownersFact = {
      path: null,
      files: tracked.paths.length,
      covered: 0,
      owners: [],
      ownerSlugs,
      coveredByOwner: 0,
    };
    const text = file && (await reading.text(file));
    if (leftOut.length > 0 || (file && text === undefined)) {
      // One that is there and cannot be read must not count as none.
      throw new Error('CODEOWNERS is there and could not be read');
    }
    if (!file || text === undefined) {
      return fact;
    }
    fact.path = file.path;
    const codeowners = parseCodeowners(text, file.path);
    codeowners.issues.forEach(issue => reading.tell(file.path, issue));
    const owners = new FileOwners(codeowners);
    const named = new Set<string>();
    const prefix = listing.directory ? `${listing.directory}/` : '';
    for (const path of tracked.paths) {
      const found = owners.ownersOf(prefix + path);
      found.forEach(owner => named.add(owner));
      fact.covered += found.length > 0 ? 1 : 0;
      fact.coveredByOwner += found.some(it => ownerSlugs.includes(it)) ? 1 : 0;
    }
    fact.owners = [...named].sort().slice(0, maxOwners);
    return fact;
  }
}
