import { NotImplementedError } from '@backstage/errors';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  Problem,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFiles,
  EntityFilesListing,
  readDirectoryAnnotation,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { MeasurableSlo } from '../measurement';
import { ResolvedSlo, SloResolver } from '../openslo/SloResolver';
import { readEntityFiles } from './readEntityFiles';
import { readSloFile } from './readSloFile';

const defaultGlobs = [
  'slo/**',
  'slos/**',
  'openslo/**',
  'sloth/**',
  'pyrra/**',
];
const sloFile = /\.ya?ml$/i;

/** What the SLO files of an entity hold. */
export interface SloFilesContent {
  listing: EntityFilesListing;
  slos: ResolvedSlo[];
  measurable: MeasurableSlo[];
  /** Documents and files that could not be read. */
  broken: number;
  /** Files among them that could not be fetched; the next time they may. */
  unread: number;
  /** Beside those that were given to `read`. */
  problems: Problem[];
}

/** Reads the SLO documents in the directory of an entity. */
export class SloFiles {
  readonly #files: EntityFiles;

  constructor(files: EntityFiles) {
    this.#files = files;
  }

  /**
   * @param entity - whose files are read
   * @param options.reporter - id of the collector, for problems
   * @param options.problems - to which problems are added
   * @param options.knownRevision - of an earlier listing
   * @returns undefined where the entity has no directory that may be read; only the listing where
   *   it is unchanged
   * @throws what listing files throws; NotImplementedError where nothing is found and not everything is listed; the first error where no file can be fetched
   */
  async read(
    entity: Entity,
    options: {
      reporter: string;
      problems: Problem[];
      signal?: AbortSignal;
      budget?: RequestBudget;
      knownRevision?: string;
    },
  ): Promise<SloFilesContent | { listing: EntityFilesListing } | undefined> {
    const { reporter, problems, signal, budget, knownRevision } = options;
    const annotated = readDirectoryAnnotation(
      entity,
      readinessAnnotations.slos,
    );
    if (annotated.refused) {
      problems.push({
        subject: 'entity',
        name: stringifyEntityRef(entity).slice(0, 300),
        reporter,
        message: annotated.refused,
      });
    }
    const listing = await this.#files.list({
      entity,
      globs: [...new Set([...defaultGlobs, ...annotated.globs])],
      signal,
      budget,
      knownRevision,
      onRefused: problem => problems.push(problem),
    });
    if (!listing || listing.unchanged) {
      return listing && { listing };
    }
    problems.push(...listing.problems);
    const { read, unread } = await readEntityFiles(
      listing.files.filter(file => sloFile.test(file.path)),
      { read: readSloFile, reporter, problems },
    );
    const resolver = new SloResolver(
      read.map(file => file.openSlo),
      read.flatMap(file => file.declared),
    );
    const slos = resolver.slos();
    // What is too large, or cannot be opened, is not even listed.
    const missed = listing.problems.filter(it => sloFile.test(it.name)).length;
    const broken =
      missed + unread + read.reduce((sum, file) => sum + file.broken, 0);
    if (
      slos.length === 0 &&
      broken === 0 &&
      listing.problems.some(it => it.name === '.')
    ) {
      throw new NotImplementedError(
        'The directories of the entity cannot be listed as a whole, so that nobody knows whether it has SLOs.',
      );
    }
    return {
      listing,
      slos,
      measurable: resolver.measurable(),
      unread: unread + missed,
      broken,
      problems: [...read.flatMap(file => file.problems), ...resolver.problems],
    };
  }
}

/** What of an entity decides which of its files are read: its annotations. */
export function fileInputs(entity: Entity): JsonValue {
  return Object.entries(entity.metadata.annotations ?? {}).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
}
