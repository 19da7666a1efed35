import {
  BackendPluginRegistrationPoints,
  ExtensionPointFactoryContext,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  Collector,
  readinessCollectorsExtensionPoint,
  readinessRecipesExtensionPoint,
  RecipeRunner,
} from '@team-readiness/backstage-plugin-readiness-node';

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
}

/**
 * Registers the extension points.
 *
 * @returns lists that fill while modules start; complete when the plugin itself does
 */
export function registerExtensionPoints(
  env: BackendPluginRegistrationPoints,
): Contributions {
  const contributions: Contributions = { collectors: [], runners: [] };
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
  return contributions;
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
