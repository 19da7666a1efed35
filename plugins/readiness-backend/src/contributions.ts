import {
  BackendPluginRegistrationPoints,
  ExtensionPointFactoryContext,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import {
  Collector,
  EventReader,
  FactSeries,
  readinessCollectorsExtensionPoint,
  readinessEventsExtensionPoint,
  readinessHistoryExtensionPoint,
  readinessRecipesExtensionPoint,
  RecipeRunner,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  knownFacts,
  RegisteredCollector,
  registerCollectors,
} from './collection';
import { CollectorConfig, ReadinessConfig } from './config';
import { createObservationCollectors } from './observation';

/** What modules hand over, each with what is known of its module. */
export interface Contributions {
  collectors: Array<{
    collector: Collector;
    context: ExtensionPointFactoryContext;
  }>;
  runners: Array<{
    runner: RecipeRunner;
    context: ExtensionPointFactoryContext;
  }>;
  readers: Array<{
    reader: EventReader;
    context: ExtensionPointFactoryContext;
  }>;
  series: Array<{
    series: FactSeries;
    context: ExtensionPointFactoryContext;
  }>;
}

/**
 * Registers the extension points.
 *
 * @returns lists that fill while modules start; complete when the plugin itself does
 */
export function registerExtensionPoints(
  env: BackendPluginRegistrationPoints,
): Contributions {
  const contributions: Contributions = {
    collectors: [],
    runners: [],
    readers: [],
    series: [],
  };
  env.registerExtensionPoint({
    extensionPoint: readinessCollectorsExtensionPoint,
    factory: context => ({
      addCollector: (...collectors) => {
        const added = collectors.map(collector => ({ collector, context }));
        contributions.collectors.push(...added);
      },
    }),
  });
  env.registerExtensionPoint({
    extensionPoint: readinessRecipesExtensionPoint,
    factory: context => ({
      setRecipeRunner: runner => {
        contributions.runners.push({ runner, context });
      },
    }),
  });
  env.registerExtensionPoint({
    extensionPoint: readinessEventsExtensionPoint,
    factory: context => ({
      addReader: (...readers) => {
        const added = readers.map(reader => ({ reader, context }));
        contributions.readers.push(...added);
      },
    }),
  });
  env.registerExtensionPoint({
    extensionPoint: readinessHistoryExtensionPoint,
    factory: context => ({
      addFactSeries: (...series) => {
        const added = series.map(each => ({ series: each, context }));
        contributions.series.push(...added);
      },
    }),
  });
  return contributions;
}

/**
 * What counts of all that modules hand over. What cannot be accepted is its module's failure to start.
 *
 * @returns `modules`: the collectors that are on, those that are built in among them; `readers`: of
 *   events; `facts`: what scorecards may read; `series`: of facts of the past
 * @throws what is wrong with the settings of a built-in collector
 */
export function acceptContributions(
  contributions: Contributions,
  options: { knex: Knex; config: ReadinessConfig; clock: { now(): Date } },
): {
  modules: RegisteredCollector[];
  readers: EventReader[];
  facts: FactSchema[];
  series: FactSeries[];
} {
  const readers = chooseById(
    contributions.readers.map(({ reader, context }) => ({
      item: reader,
      context,
    })),
    'reader of events',
  );
  const builtIn = createObservationCollectors({ ...options, readers });
  return {
    readers,
    series: chooseById(
      contributions.series.map(({ series, context }) => ({
        item: series,
        context,
      })),
      'series of facts',
    ),
    modules: chooseCollectors(contributions, builtIn, options.config.collector),
    facts: knownFacts([
      ...builtIn,
      ...contributions.collectors.map(({ collector }) => collector),
    ]),
  };
}

/**
 * The collectors that are on: those that are built in, and those of modules. One that cannot be
 * accepted is its module's failure to start.
 *
 * @param builtIn - they have their ids before all modules
 * @param config - settings by collector id
 * @throws what is wrong with a built-in one, e.g. with its settings
 */
function chooseCollectors(
  { collectors }: Contributions,
  builtIn: readonly Collector[],
  config: (id: string) => CollectorConfig,
): RegisteredCollector[] {
  const { accepted, rejected } = registerCollectors(
    [
      ...builtIn.map(collector => ({ collector, context: undefined })),
      ...collectors,
    ],
    config,
  );
  for (const { contribution, error } of rejected) {
    if (!contribution.context) {
      throw error;
    }
    contribution.context.reportModuleStartupFailure({ error });
  }
  return accepted;
}

const idPattern = /^(?!.{51})[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Those of the contributions that count, in the order in which modules added them. One whose id is taken, or
 * is none, is its module's failure to start.
 *
 * @param what - for people, in the singular
 */
function chooseById<T extends { readonly id: string }>(
  contributions: ReadonlyArray<{
    item: T;
    context: ExtensionPointFactoryContext;
  }>,
  what: string,
): T[] {
  const chosen = new Map<string, T>();
  for (const { item, context } of contributions) {
    if (!idPattern.test(item.id)) {
      context.reportModuleStartupFailure({
        error: new InputError(`'${item.id}' is no id of a ${what}`),
      });
    } else if (chosen.has(item.id)) {
      context.reportModuleStartupFailure({
        error: new ConflictError(
          `A ${what} '${item.id}' is registered already`,
        ),
      });
    } else {
      chosen.set(item.id, item);
    }
  }
  return [...chosen.values()];
}

/**
 * The one that runs recipes. A second one is its module's failure to start.
 *
 * @returns undefined where no module brings one
 */
export function chooseRecipeRunner({
  runners,
}: Contributions): RecipeRunner | undefined {
  const [first, ...others] = runners;
  for (const { context } of others) {
    context.reportModuleStartupFailure({
      error: new ConflictError('Another module runs recipes already'),
    });
  }
  return first?.runner;
}
