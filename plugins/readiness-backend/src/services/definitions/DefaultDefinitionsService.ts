import {
  ActiveDefinition,
  DefinitionItem,
  DefinitionList,
  DefinitionsRefresh,
  saysPushed,
} from '@team-readiness/backstage-plugin-readiness-common';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  ActiveDefinitionRow,
  selectActiveDefinitions,
} from '../../database/operations/definitions';
import { listStoredProblems } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { toProblemItem } from '../problems/toProblemItem';
import { EntityCollection } from '../reading/EntityCollection';
import {
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { RefreshableDefinitions } from './RefreshableDefinitions';

const maxProblems = 500;

/** Documents as one reader may see them. Two statements, those after a run included. */
export class DefaultDefinitionsService {
  readonly #knex: Knex;
  readonly #definitions: RefreshableDefinitions;
  readonly #scorecards: ReadableScorecards;
  readonly #collection: EntityCollection;

  constructor(options: {
    knex: Knex;
    definitions: RefreshableDefinitions;
    scorecards: ReadableScorecards;
    collection: EntityCollection;
  }) {
    this.#knex = options.knex;
    this.#definitions = options.definitions;
    this.#scorecards = options.scorecards;
    this.#collection = options.collection;
  }

  /**
   * @param options - `withProblems`: the reader may read problems
   * @see DefinitionsService.listDefinitions
   */
  async listDefinitions(
    scope: ReadingScope,
    options: { withProblems: boolean },
  ): Promise<DefinitionList> {
    const [documents, problems] = await Promise.all([
      selectActiveDefinitions(this.#knex, { kind: 'Collector' }),
      this.#readProblems(scope),
    ]);
    const listed = this.#collection.collectors();
    const used = new Set(
      listed
        .filter(({ kind }) => kind === 'recipe' || kind === 'push')
        .map(({ id }) => id),
    );
    const described = new Set(documents.map(({ name }) => name));
    const why = new Map(
      problems.map(({ name, source, message }) => [
        JSON.stringify([name, source]),
        message,
      ]),
    );
    return {
      items: [
        ...this.#scorecards.list(scope).map(
          (scorecard): DefinitionItem => ({
            ...describeScorecard(scorecard),
            title: scorecard.ref.title,
            pushed: false,
            inUse: true,
            problem: null,
          }),
        ),
        ...documents.map((row): DefinitionItem => {
          const problem =
            why.get(JSON.stringify([row.name, row.source])) ?? null;
          return {
            ...describeDocument(row),
            ...readDocument(row),
            inUse: used.has(row.name) && problem === null,
            problem: options.withProblems ? problem : null,
          };
        }),
      ],
      pushed: listed
        .filter(({ id, kind }) => kind === 'push' && !described.has(id))
        .map(({ id, title, description }) => ({
          collector: id,
          title,
          description,
        })),
    };
  }

  /**
   * @param options - `by`: user ref, whose the new versions are; `withProblems`: the reader may read
   *   problems
   * @see DefinitionsService.refreshDefinitions
   */
  async refreshDefinitions(
    scope: ReadingScope,
    options: { by?: string; withProblems: boolean },
  ): Promise<DefinitionsRefresh> {
    await this.#definitions.refreshOnDemand({ by: options.by });
    const readable = this.#scorecards.list(scope);
    const names = new Set(readable.map(({ ref }) => ref.id));
    const [collectors, problems] = await Promise.all([
      selectActiveDefinitions(this.#knex, { kind: 'Collector' }),
      options.withProblems ? this.#readProblems(scope) : [],
    ]);
    return {
      active: [
        ...readable.map(describeScorecard),
        ...collectors.map(describeDocument),
      ],
      comparing: this.#definitions.comparing().filter(name => names.has(name)),
      problems: problems.map(problem =>
        toProblemItem(problem, problem.entity_ref),
      ),
    };
  }
  #readProblems({ visibility }: ReadingScope) {
    return listStoredProblems(this.#knex, {
      visibility,
      subject: 'definition',
      limit: maxProblems,
    });
  }
}

function describeScorecard({ active }: ReadableScorecard): ActiveDefinition {
  return {
    kind: 'Scorecard',
    name: active.compiled.name,
    version: active.version,
    contentHash: active.compiled.contentHash,
    source: active.source,
    createdBy: active.createdBy,
    createdAt: active.createdAt.toISOString(),
  };
}

function describeDocument(row: ActiveDefinitionRow): ActiveDefinition {
  return {
    kind: 'Collector',
    name: row.name,
    version: row.version,
    contentHash: row.content_hash,
    source: row.source,
    createdBy: row.created_by,
    createdAt: new Date(Number(row.created_at)).toISOString(),
  };
}

/** Another version of the product may have written a document that this one cannot read as a whole. */
function readDocument({
  name,
  document,
}: ActiveDefinitionRow): Pick<DefinitionItem, 'title' | 'pushed'> {
  const parsed: unknown = JSON.parse(document);
  const metadata = isPlainObject(parsed) ? parsed.metadata : undefined;
  const title = isPlainObject(metadata) ? metadata.title : undefined;
  return {
    title: typeof title === 'string' ? title : name,
    pushed: saysPushed(parsed),
  };
}
