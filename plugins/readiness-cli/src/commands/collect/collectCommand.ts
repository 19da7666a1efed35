import { InputError } from '@backstage/errors';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import {
  ConfiguredRecipeRunner,
  HttpConfig,
  RecipeExchange,
} from '@team-readiness/backstage-plugin-readiness-backend-module-http';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { RecipeError } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionTarget,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Command } from 'commander';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { CollectConfigOptions, readCollectConfig } from './readCollectConfig';
import { PlacedRecipe, readRecipe } from './readRecipe';
import { CollectTargetOptions, readTargets } from './readTargets';
import {
  CollectedEntity,
  writeCollectionJson,
  writeCollectionText,
} from './writeCollection';

interface CollectOptions extends CollectConfigOptions, CollectTargetOptions {
  recipe: string;
  json: boolean;
}

const maxTargets = 20;
const timeoutMs = 5 * 60_000;

/** Where an error means a part of the recipe, that part. */
function placeError(
  error: Error,
  { document, outline, source }: PlacedRecipe,
): Problem {
  const place =
    error instanceof RecipeError
      ? outline.placeOf(error.path, error.offset)
      : undefined;
  return {
    subject: 'definition',
    name: document.metadata.name,
    reporter: 'collect',
    message: error.message,
    source,
    ...place,
  };
}

function toCollected(
  observation: Observation,
  recipe: PlacedRecipe,
): CollectedEntity {
  const { entityRef } = observation;
  switch (observation.status) {
    case 'observed':
      return { entityRef, status: 'observed', data: observation.data };
    case 'absent':
      return { entityRef, status: 'absent' };
    case 'failed':
      return {
        entityRef,
        status: 'failed',
        problem: placeError(observation.error, recipe),
      };
    case 'deferred': {
      const until = observation.until.toISOString();
      const message = `The service asks to be left alone until ${until}.`;
      return {
        entityRef,
        status: 'failed',
        problem: placeError(new Error(message), recipe),
      };
    }
    default:
      return { entityRef, status: 'absent' };
  }
}

/** Runs the recipe as the backend does, over a few entities. */
async function run(
  recipe: PlacedRecipe,
  config: HttpConfig,
  targets: CollectionTarget[],
  terminal: Terminal,
): Promise<{ exchanges: RecipeExchange[]; entities: CollectedEntity[] }> {
  const exchanges: RecipeExchange[] = [];
  const runner = new ConfiguredRecipeRunner(config, {
    onExchange: exchange => exchanges.push(exchange),
  });
  const collector = runner.toCollector(recipe.document);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const opened = await collector.open({ now: terminal.now(), signal });
    const observations = await opened.collect(targets, { signal });
    return {
      exchanges,
      entities: observations.map(each => toCollected(each, recipe)),
    };
  } catch (error) {
    // A request for all that fails: then nothing is known of any entity.
    const problem = placeError(error as Error, recipe);
    const entities = targets.map(
      ({ entityRef }): CollectedEntity => ({
        entityRef,
        status: 'failed',
        problem,
      }),
    );
    return { exchanges, entities };
  } finally {
    await collector.close();
  }
}

/** A text without the secrets, which a service may repeat in its answer. */
function withoutSecrets(text: string, { values }: HttpConfig): string {
  let masked = text;
  for (const { value } of values.values()) {
    const encoded = Buffer.from(value, 'utf8').toString('base64');
    for (const secret of [value, encoded]) {
      masked = masked
        .replaceAll(JSON.stringify(secret).slice(1, -1), '***')
        .replaceAll(secret, '***');
    }
  }
  return masked;
}

async function collect(
  options: CollectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const recipe = await readRecipe(options.recipe, terminal);
  if (!recipe) {
    return exitCodes.broken;
  }
  const targets = await readTargets(options, terminal);
  if (targets.length === 0 || targets.length > maxTargets) {
    throw new UsageError(
      `Between 1 and ${maxTargets} entities are looked at, and ${targets.length} are given`,
    );
  }
  const { target } = recipe.document.spec;
  for (const { entity, entityRef, isMade } of targets) {
    if (!isMade && !evaluateFilterPredicate(target, entity)) {
      terminal.note(
        `${terminal.colors.yellow(
          'warning',
        )} ${entityRef} is not among the entities of spec.target: a portal would not look at it`,
      );
    }
  }
  let config: HttpConfig;
  try {
    config = readCollectConfig(recipe.document, options, terminal);
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error;
  }
  terminal.progress(`Asking ${new URL(config.hosts[0].base).host}`);
  const ran = await run(recipe, config, targets, terminal);
  terminal.progress(null);
  const report = { collector: recipe.document.metadata.name, ...ran };
  const written = options.json
    ? writeCollectionJson(report)
    : writeCollectionText(
        report,
        new Map([[recipe.source, recipe.text]]),
        terminal,
      );
  terminal.write(withoutSecrets(written, config));
  return ran.entities.some(({ status }) => status === 'failed')
    ? exitCodes.failing
    : exitCodes.good;
}

const repeated = (text: string, before: string[]) => [...before, text];

/** `readiness collect`. */
export function collectCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('collect')
    .description(
      'Run a recipe over a few entities, and show what it asks, what is answered and the facts that come of it.',
    )
    .requiredOption(
      '--recipe <file>',
      'the Collector document, or the name of one that ships with Readiness',
    )
    .requiredOption(
      '--entity <refs...>',
      'refs of entities, or catalog files with them',
    )
    .option('--catalog <paths...>', 'catalog files that hold the entities', [])
    .option(
      '--annotation <key=value>',
      'an annotation that the entities have as well; may be given several times',
      repeated,
      [],
    )
    .option(
      '--host <name=url>',
      'where the host is that the recipe names by request.host',
      repeated,
      [],
    )
    .option(
      '--value <name=variable>',
      'the environment variable that holds a value of a header; may be given several times',
      repeated,
      [],
    )
    .option(
      '--allow-private',
      'the host that stands in the recipe may have a private or loopback address',
      false,
    )
    .option('--json', 'write the report as JSON, with whole answers', false)
    .action(async (options: CollectOptions) => {
      end(await collect(options, terminal));
    });
}
