import { JsonObject } from '@backstage/types';
import {
  collectorDocumentSchema,
  Problem,
  pushedCollectorDocumentSchema,
  readMinutes,
  saysPushed,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RecipeRunner } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { CollectorConfig } from '../../config';
import {
  ActiveDefinitionRow,
  selectActiveDefinitions,
} from '../../database/operations/definitions';
import { replaceProblems } from '../../database/operations/problems';
import { CollectorSet, PushedDocument } from '../CollectorSet';
import { describeError } from '../problems';
import { judgeCollector, RegisteredCollector } from '../registerCollectors';

/** Who says that a document cannot be run. */
const reporter = 'recipes';

/** What {@link RecipeCollectors} needs. */
export interface RecipeCollectorsOptions {
  knex: Knex;
  /** Undefined: recipes are not run, and their collectors are not connected. */
  runner?: RecipeRunner;
  /** May some service push this fact? Those of documents that nobody may push are not connected. */
  isPushable: (id: string) => boolean;
  collectors: CollectorSet;
  /** Settings of a collector. */
  config: (id: string) => CollectorConfig;
  clock: { now(): Date };
}

type Made =
  | RegisteredCollector
  | PushedDocument
  | { problem: string }
  | undefined;

const unreadable = {
  problem: 'This version of the product cannot read it.',
};

/**
 * Makes collectors of the `Collector` documents that are active, in every replica: recipes, and facts
 * that services push. One that cannot be run is a problem of its document, and stops no other.
 */
export class RecipeCollectors {
  readonly #options: RecipeCollectorsOptions;
  /** By key of the version, so that a collector lives as long as its document stays the same. */
  #made = new Map<number, Made>();
  #told: string | undefined;

  constructor(options: RecipeCollectorsOptions) {
    this.#options = options;
  }

  /**
   * Follows the documents. One statement, and a few more after a change.
   *
   * @returns whether other collectors are connected than before
   * @throws what the database throws; then it is tried again the next time
   */
  async follow(): Promise<boolean> {
    const { knex, collectors } = this.#options;
    const rows = await selectActiveDefinitions(knex, { kind: 'Collector' });
    const made = new Map(
      rows.map(row => [row.id, this.#made.get(row.id) ?? this.#make(row)]),
    );
    const recipes = [...made.values()].flatMap(it =>
      it && 'collector' in it ? [it] : [],
    );
    const pushed = [...made.values()].flatMap(it =>
      it && 'fact' in it ? [it] : [],
    );
    const isSame =
      areSame(recipes, collectors.recipes) &&
      areSame(pushed, collectors.pushedDocuments);
    this.#made = made;
    if (!isSame) {
      collectors.replaceDocuments({ recipes, pushed });
    }
    await this.#tell(rows);
    return !isSame;
  }

  #make({ name, document }: ActiveDefinitionRow): Made {
    const { runner, collectors, config } = this.#options;
    if (collectors.isTaken(name)) {
      return {
        problem: `Something else here already observes or takes '${name}', which a document cannot replace; give the document another name.`,
      };
    }
    const parsed: unknown = JSON.parse(document);
    if (saysPushed(parsed)) {
      return this.#makePushed(parsed);
    }
    // Another version of the product may have written it.
    const read = collectorDocumentSchema.safeParse(parsed);
    if (!read.success) {
      return unreadable;
    }
    try {
      const collector = runner?.toCollector(read.data);
      return (
        collector &&
        judgeCollector(collector, id => config(id), new Set<string>())
      );
    } catch (error) {
      return { problem: describeError(error) };
    }
  }

  #makePushed(parsed: unknown): Made {
    const read = pushedCollectorDocumentSchema.safeParse(parsed);
    if (!read.success) {
      return unreadable;
    }
    const { metadata, spec } = read.data;
    return this.#options.isPushable(metadata.name)
      ? {
          fact: {
            collector: metadata.name,
            title: metadata.title,
            description: metadata.description,
            schema: spec.fact.schema as JsonObject,
            example: spec.fact.example,
          },
          timeToLive: { minutes: readMinutes(spec.timeToLive) },
        }
      : undefined;
  }

  async #tell(rows: readonly ActiveDefinitionRow[]): Promise<void> {
    const { knex, clock } = this.#options;
    const problems = rows.flatMap(({ id, name, source }) => {
      const made = this.#made.get(id);
      return made && 'problem' in made
        ? [
            {
              subject: 'definition' as Problem['subject'],
              name,
              source,
              message: made.problem,
              entityId: null,
            },
          ]
        : [];
    });
    const told = JSON.stringify(problems);
    if (told !== this.#told) {
      await replaceProblems(knex, {
        reporter,
        entityIds: null,
        problems,
        at: clock.now(),
      });
      this.#told = told;
    }
  }
}

function areSame<T>(some: readonly T[], others: readonly T[]): boolean {
  return (
    some.length === others.length &&
    some.every((each, index) => each === others[index])
  );
}
