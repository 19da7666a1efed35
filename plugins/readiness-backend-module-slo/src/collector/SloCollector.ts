import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  Problem,
  readinessAnnotations,
  sloFact,
  SloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  Observation,
  readDirectoryAnnotation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { readOpenSloDocuments } from '../openslo';
import { SloResolver } from '../openslo/SloResolver';
import { readEntityFiles } from './readEntityFiles';
import { readErrorBudgetPolicies } from './readErrorBudgetPolicies';

/** Most SLOs that are recorded of one entity. */
const maxSlos = 200;
/** Most problems that are reported of one entity. */
const maxProblems = 100;

const defaultGlobs = ['slo/**', 'openslo/**'];
const sloFile = /\.ya?ml$/i;

/**
 * Observes the OpenSLO v1 documents in an entity's own directory.
 */
export class SloCollector implements Collector {
  readonly id = 'slo';
  readonly title = 'Service level objectives';
  readonly description =
    'OpenSLO v1 documents in slo/, openslo/ and the annotated directory of the entity.';
  readonly schema = sloFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;

  constructor(options: { files: EntityFiles; schedule: CollectorSchedule }) {
    this.#files = options.files;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(): Promise<CollectionRun> {
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          observations.push(await this.#observe(target, signal));
        }
        return observations;
      },
    };
  }

  async #observe(
    target: CollectionTarget,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { entity, entityRef } = target;
    const problems: Problem[] = [];
    try {
      const annotated = readDirectoryAnnotation(
        entity,
        readinessAnnotations.slos,
      );
      if (annotated.refused) {
        problems.push({
          subject: 'entity',
          name: stringifyEntityRef(entity).slice(0, 300),
          reporter: 'slo',
          message: annotated.refused,
        });
      }
      const listing = await this.#files.list({
        entity,
        globs: [...new Set([...defaultGlobs, ...annotated.globs])],
        signal,
        onRefused: problem => problems.push(problem),
      });
      if (!listing) {
        return {
          entityRef,
          status: 'absent',
          problems: ofEntity(problems, entityRef),
        };
      }
      problems.push(...listing.problems);
      const candidates = listing.files.filter(file => sloFile.test(file.path));
      const { read: documents, unread } = await readEntityFiles(candidates, {
        read: readOpenSloDocuments,
        reporter: 'slo',
        problems,
      });
      const resolver = new SloResolver(documents);
      const slos = resolver.slos();
      problems.push(
        ...documents.flatMap(it => it.problems),
        ...resolver.problems,
      );
      if (slos.length > maxSlos) {
        problems.push({
          subject: 'entity',
          name: stringifyEntityRef(entity).slice(0, 300),
          reporter: 'slo',
          message: `The entity has ${slos.length} SLOs; only the first ${maxSlos} are recorded.`,
        });
      }
      const fact: SloFact = {
        location: listing.location,
        slos: await readErrorBudgetPolicies({
          slos: slos.slice(0, maxSlos),
          list: globs => this.#files.list({ entity, globs, signal }),
        }),
        broken: unread + documents.reduce((sum, it) => sum + it.broken, 0),
      };
      return {
        entityRef,
        status: 'observed',
        data: fact,
        problems: ofEntity(problems, entityRef),
      };
    } catch (error) {
      return {
        entityRef,
        status: 'failed',
        error: toError(error),
        problems: ofEntity(problems, entityRef),
      };
    }
  }
}

function ofEntity(problems: Problem[], entityRef: string): Problem[] {
  return problems
    .slice(0, maxProblems)
    .map(problem => ({ ...problem, entityRef }));
}
