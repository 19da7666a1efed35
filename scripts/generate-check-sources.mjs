/**
 * Makes docs/checks.md: each built-in check with the facts that it reads, and what observes them. The
 * modules are started, with all their sources configured and with the configuration of the demo, and
 * asked for their collectors.
 *
 *   node scripts/generate-check-sources.mjs          writes the file
 *   node scripts/generate-check-sources.mjs --check  writes nothing; fails if the file would change
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'docs/checks.md');
const scope = '@team-readiness/backstage-plugin-';

const requireFromRoot = createRequire(join(root, 'package.json'));
const requireFromDemo = createRequire(
  join(root, 'packages/backend/package.json'),
);
const requireFromBackend = createRequire(
  join(root, 'plugins/readiness-backend/package.json'),
);
// Lets TypeScript be required, as the backend is started.
requireFromRoot('@backstage/cli/config/nodeTransform.cjs');
const { createBackendPlugin } = requireFromBackend(
  '@backstage/backend-plugin-api',
);
const { mockServices, startTestBackend } = requireFromBackend(
  '@backstage/backend-test-utils',
);
const { catalogServiceMock } = requireFromBackend(
  '@backstage/plugin-catalog-node/testUtils',
);
const {
  readinessCollectorsExtensionPoint,
  readinessEventsExtensionPoint,
  readinessRecipesExtensionPoint,
} = requireFromBackend(`${scope}readiness-node`);
const { ConfigReader } = requireFromBackend('@backstage/config');
const { readDeliveryConfig } = requireFromBackend(
  './src/config/readDeliveryConfig',
);
const { createObservationCollectors } = requireFromBackend('./src/observation');
const { factSchemas } = requireFromBackend(`${scope}readiness-common`);
const { readScorecards, readCollectors } = requireFromBackend(
  `${scope}readiness-engine`,
);
const standards = requireFromBackend(`${scope}readiness-standards`);
const yaml = requireFromRoot('yaml');
const prettier = requireFromRoot('prettier');

const demo = JSON.parse(
  await readFile(join(root, 'packages/backend/package.json'), 'utf8'),
);
const modules = Object.keys(demo.dependencies).filter(name =>
  name.startsWith(`${scope}readiness-backend-module-`),
);

/** Settings without which a module has nothing to ask. */
const everySource = {
  policy: {
    reports: ['reports/*.yaml'],
    admissionPolicies: ['policies/*.yaml'],
  },
  cost: {
    focus: { files: ['costs/*.csv'] },
    accounts: { 4711: 'group:default/team' },
    opencost: {
      servers: [{ url: 'http://opencost.example.org:9003', currency: 'EUR' }],
    },
  },
  security: {
    sarif: { files: ['sarif/*.sarif'] },
    ossfScorecard: { files: ['scorecards/*.json'] },
    releases: { files: ['releases'] },
  },
  prometheus: [{ name: 'main', url: 'http://prometheus.example.org:9090' }],
};

/** What the backend observes of its own tables, where there are these readers of events. */
const ownCollectors = readers =>
  createObservationCollectors({
    config: { delivery: readDeliveryConfig(new ConfigReader({})) },
    clock: { now: () => new Date() },
    readers,
  });

/** Ids of collectors by module, where the configuration is this one. */
async function listCollectors(readiness) {
  const found = new Map();
  const readers = [];
  const host = createBackendPlugin({
    pluginId: 'readiness',
    register(env) {
      env.registerExtensionPoint({
        extensionPoint: readinessCollectorsExtensionPoint,
        factory: ({ moduleId = '' } = {}) => ({
          addCollector: (...collectors) =>
            collectors.forEach(({ id }) => found.set(id, moduleId)),
        }),
      });
      env.registerExtensionPoint({
        extensionPoint: readinessRecipesExtensionPoint,
        factory: () => ({ setRecipeRunner: () => {} }),
      });
      env.registerExtensionPoint({
        extensionPoint: readinessEventsExtensionPoint,
        factory: () => ({ addReader: (...added) => readers.push(...added) }),
      });
      env.registerInit({ deps: {}, init: async () => {} });
    },
  });
  // What needs no module is the backend's own; what readers of events bring is that of their module.
  const byModule = new Map(ownCollectors([]).map(({ id }) => [id, 'backend']));
  for (const name of modules) {
    const { default: module } = requireFromDemo(name);
    if (!module) continue;
    found.clear();
    readers.length = 0;
    const backend = await startTestBackend({
      features: [
        host,
        module,
        mockServices.rootConfig.factory({ data: { readiness } }),
        catalogServiceMock.factory({ entities: [] }),
      ],
    });
    await backend.stop();
    const own = ownCollectors(readers).map(({ id }) => id);
    for (const id of [...found.keys(), ...own]) {
      if (byModule.get(id) === 'backend') continue;
      byModule.set(id, name.slice(`${scope}readiness-backend-module-`.length));
    }
  }
  return byModule;
}

// As Backstage reads it where the environment says nothing: `${NAME:-default}` is the default.
const config = yaml.parse(
  (await readFile(join(root, 'app-config.yaml'), 'utf8')).replace(
    /\$\{\w+:-([^}]*)\}/g,
    '$1',
  ),
);
const modulesByFact = await listCollectors(everySource);
const inDemo = await listCollectors(config.readiness);
const pushedInDemo = new Set(
  (config.readiness.push ?? []).flatMap(({ collectors }) => collectors),
);
/** Facts that recipes observe, with the names under which the configuration switches on those that do. */
const recipes = new Map();
for (const recipe of await standards.builtInRecipes()) {
  const { collectors } = readCollectors([recipe], { facts: factSchemas });
  for (const { document } of collectors) {
    const { name } = document.metadata;
    recipes.set(name, [...(recipes.get(name) ?? []), recipe.name]);
  }
}
const recipesInDemo = [...recipes]
  .filter(([, names]) =>
    names.some(name => config.readiness.definitions.recipes?.includes(name)),
  )
  .map(([fact]) => fact);

const isDerived = fact => fact.startsWith('readiness/');
/** Pages of facts that have not the page of their module. */
const pages = {
  alerts: 'slo',
  manifests: 'policy',
  opencost: 'opencost',
  prometheus: 'prometheus',
  decisions: 'decisions',
  postmortems: 'postmortems',
  'model-cards': 'ml',
  ...pageOf('documents', [
    'reviews',
    'impact',
    'onboarding',
    'fallbacks',
    'drills',
  ]),
  ...pageOf('code', [
    ...['codeowners', 'pipelines', 'infrastructure', 'template', 'technology'],
    ...['signals', 'contributors', 'runbook-history', 'dependency-history'],
    'production',
  ]),
};

function pageOf(page, facts) {
  return Object.fromEntries(facts.map(fact => [fact, page]));
}

function describeSource(fact) {
  if (isDerived(fact)) {
    return 'derived';
  }
  const module = modulesByFact.get(fact);
  const sources = [
    ...(module === 'backend' ? ['the [track record](track-record.md)'] : []),
    ...(module && module !== 'backend'
      ? [`module [${module}](collectors/${pages[fact] ?? module}.md)`]
      : []),
    ...(recipes.get(fact) ?? []).map(
      name => `recipe [${name}](collectors/recipes.md)`,
    ),
  ];
  return sources.length
    ? sources.join(' or ')
    : 'a [push](collectors/push.md) or [recipe](collectors/recipes.md) of yours';
}

const shippedFacts = new Set([...modulesByFact.keys(), ...recipes.keys()]);
const demoFacts = new Set([
  ...inDemo.keys(),
  ...pushedInDemo,
  ...recipesInDemo,
]);
// What is derived from the catalog is there wherever the catalog is read.
for (const { collector } of factSchemas.filter(it => isDerived(it.collector))) {
  shippedFacts.add(collector);
  demoFacts.add(collector);
}

const { scorecards, problems } = readScorecards([], {
  builtIn: await standards.builtInScorecards(),
});
if (problems.length) {
  throw new Error(problems[0].message);
}

const intro = [
  '<!-- Generated by `yarn generate:check-sources`. Do not edit. -->',
  '',
  '# Checks and their sources',
  '',
  'What each built-in check reads, and what observes it. A check none of whose sources is connected is inactive: it is shown on',
  'Standards with that reason, and counts for nobody. Which sources are connected in your portal stands there, and in',
  '`GET /api/readiness/v1/collectors`; **demo** says so of the portal that `npm start` starts.',
  '',
  'Levels are those of the scorecard; **G** is a gate. [Facts](facts.md) has every field of every fact.',
  '',
];
const lines = [];
const counts = { all: 0, shipped: 0, demo: 0 };
for (const { document, checks } of scorecards) {
  lines.push(
    `## ${document.metadata.title}`,
    '',
    '| check | level | reads | observed by | demo |',
    '| --- | --- | --- | --- | --- |',
  );
  for (const check of checks) {
    const { id, level, gate } = check.definition;
    const isInDemo = check.isActive(demoFacts);
    counts.all += 1;
    counts.shipped += check.isActive(shippedFacts) ? 1 : 0;
    counts.demo += isInDemo ? 1 : 0;
    const reads = check.reads.map(fact => `\`${fact}\``).join(', ');
    const sources = [...new Set(check.reads.map(describeSource))].join('; ');
    lines.push(
      `| \`${id}\` | ${level}${gate ? ' **G**' : ''} | ${
        reads || 'catalog'
      } | ${sources || 'the catalog'} | ${isInDemo ? 'yes' : 'no'} |`,
    );
  }
  lines.push('');
}
const summary = `Of ${counts.all} checks ${counts.shipped} have a source that ships with Readiness; the others wait for a push or a recipe of yours. The demo lights up ${counts.demo}.`;

const style = await prettier.resolveConfig(target);
const content = await prettier.format(
  [...intro, summary, '', ...lines, ''].join('\n'),
  {
    ...style,
    parser: 'markdown',
  },
);
const present = await readFile(target, 'utf8').catch(() => '');
if (present !== content) {
  if (process.argv.includes('--check')) {
    process.stderr.write(
      'docs/checks.md is not what the checks are. Run `yarn generate:check-sources` and commit the result.\n',
    );
    process.exitCode = 1;
  } else {
    await writeFile(target, content);
  }
}
