import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  Problem,
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
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { entityRevision, knownTreeRevision } from './entityRevision';
import { KnownSlos } from './KnownSlos';
import { readErrorBudgetPolicies } from './readErrorBudgetPolicies';
import { fileInputs, SloFiles } from './SloFiles';

/** Most SLOs that are recorded of one entity. */
const maxSlos = 200;
/** Most problems that are reported of one entity. */
const maxProblems = 100;

/**
 * Observes the SLO documents in an entity's own directory: OpenSLO v1, Sloth and Pyrra.
 *
 * @public
 */
export class SloCollector implements Collector {
  readonly id = 'slo';
  readonly title = 'Service level objectives';
  readonly description =
    'OpenSLO v1, Sloth and Pyrra documents in slo/, openslo/, sloth/, pyrra/ and the annotated directory of the entity.';
  readonly schema = sloFact.schema;
  readonly version = '2';
  readonly source = 'files';
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;
  readonly #sloFiles: SloFiles;
  readonly #known: KnownSlos | undefined;

  /**
   * @param options.known - where SLOs are kept for whoever measures them. Default: nowhere
   */
  constructor(options: {
    files: EntityFiles;
    schedule: CollectorSchedule;
    known?: KnownSlos;
  }) {
    this.#files = options.files;
    this.#sloFiles = new SloFiles(options.files);
    this.#known = options.known;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: { budget?: RequestBudget } = {}): Promise<CollectionRun> {
    const { budget } = options;
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        for (const target of targets) {
          signal.throwIfAborted();
          observations.push(await this.#observe(target, { signal, budget }));
        }
        return observations;
      },
    };
  }

  async #observe(
    target: CollectionTarget,
    options: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<Observation> {
    const { entity, entityRef } = target;
    const { signal, budget } = options;
    const problems: Problem[] = [];
    const said = () => ofEntity(problems, entityRef);
    try {
      const inputs = fileInputs(entity);
      const content = await this.#sloFiles.read(entity, {
        reporter: this.id,
        problems,
        signal,
        budget,
        knownRevision: knownTreeRevision(target.revision, inputs),
      });
      if (!content) {
        await this.#known?.forget(entityRef);
        return { entityRef, status: 'absent', problems: said() };
      }
      if (!('slos' in content)) {
        await this.#known?.confirm(entityRef);
        return { entityRef, status: 'unchanged' };
      }
      const { listing, slos } = content;
      problems.push(...content.problems);
      if (slos.length > maxSlos) {
        problems.push({
          subject: 'entity',
          name: stringifyEntityRef(entity).slice(0, 300),
          reporter: this.id,
          message: `The entity has ${slos.length} SLOs; only the first ${maxSlos} are recorded.`,
        });
      }
      const fact: SloFact = {
        location: listing.location,
        slos: await readErrorBudgetPolicies({
          slos: slos.slice(0, maxSlos),
          list: globs => this.#files.list({ entity, globs, signal, budget }),
        }),
        broken: content.broken,
      };
      await this.#known?.set(entityRef, content.measurable.slice(0, maxSlos));
      return {
        entityRef,
        status: 'observed',
        data: fact,
        revision:
          content.unread === 0
            ? entityRevision(listing.revision, inputs)
            : undefined,
        problems: said(),
      };
    } catch (error) {
      if (error instanceof RetryLaterError) {
        return { entityRef, status: 'deferred', until: error.retryAt };
      }
      return {
        entityRef,
        status: 'failed',
        error: toError(error),
        problems: said(),
      };
    }
  }
}

function ofEntity(problems: Problem[], entityRef: string): Problem[] {
  return problems
    .slice(0, maxProblems)
    .map(problem => ({ ...problem, entityRef }));
}
