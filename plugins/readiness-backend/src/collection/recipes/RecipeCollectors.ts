import {
  collectorDocumentSchema,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RecipeRunner } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { CollectorConfig } from '../../config';
import {
  ActiveDefinitionRow,
  selectActiveDefinitions,
} from '../../database/operations/definitions';
import { replaceProblems } from '../../database/operations/problems';
import { CollectorSet } from '../CollectorSet';
import { describeError } from '../problems';
import { judgeCollector, RegisteredCollector } from '../registerCollectors';

/** Who says that a document cannot be run. */
const reporter = 'recipes';

/** What {@link RecipeCollectors} needs. */
export interface RecipeCollectorsOptions {
  knex: Knex;
  /** Undefined: documents are not run, and their collectors are not connected. */
  runner?: RecipeRunner;
  collectors: CollectorSet;
  /** Settings of a collector. */
  config: (id: string) => CollectorConfig;
  clock: { now(): Date };
}

type Made = RegisteredCollector | { problem: string } | undefined;

/**
 * Makes collectors of the `Collector` documents that are active, in every replica. One that cannot be
 * run is a problem of its document, and stops no other.
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
    const { knex, runner, collectors } = this.#options;
    const rows = runner
      ? await selectActiveDefinitions(knex, { kind: 'Collector' })
      : [];
    const made = new Map(
      rows.map(row => [row.id, this.#made.get(row.id) ?? this.#make(row)]),
    );
    const recipes = [...made.values()].flatMap(it =>
      it && 'collector' in it ? [it] : [],
    );
    const before = collectors.recipes;
    const isSame =
      recipes.length === before.length &&
      recipes.every((recipe, index) => recipe === before[index]);
    this.#made = made;
    if (!isSame) {
      collectors.replaceRecipes(recipes);
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
    // Another version of the product may have written it.
    const read = collectorDocumentSchema.safeParse(JSON.parse(document));
    if (!read.success) {
      return { problem: 'This version of the product cannot read it.' };
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
