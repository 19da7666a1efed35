import {
  ossfScorecardFact,
  releasesFact,
  sarifFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  describeCollector,
  hostileAnswers,
  HostileServer,
  SourceChange,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { componentOf } from './__testUtils__/observeOne';
import { logOf, resultOf, runOf } from './__testUtils__/sarifLog';
import { TestFolder } from './__testUtils__/TestFolder';
import { PathPattern } from './places';
import { ReleasesCollector } from './releases';
import { SarifCollector } from './sarif';
import { OssfScorecardCollector } from './scorecard';

/**
 * The collectors of this module against the laws that hold of every one.
 */

const schedule = { frequency: { hours: 1 }, timeToLive: { days: 3 } };
const now = new Date('2026-06-01T12:00:00Z');
const at = '2026-05-30T02:00:00Z';
const folder = new TestFolder();
const pattern = (text: string) =>
  new PathPattern(text, { key: 'key', requires: ['name'] });
const shop = 'https://github.com/acme/shop';
const inShop = (name: string) =>
  componentOf(name, {
    'backstage.io/source-location': `url:${shop}/tree/main/${name}`,
    'github.com/project-slug': 'acme/shop',
  });
const html = '<!doctype html><html>Not found</html>';
const becomesHtml = (name: string): SourceChange => ({
  ...folder.rewrite(name, html),
  name: `${name} is a page of HTML`,
});

const scan = (...files: string[]) =>
  logOf(
    runOf(
      at,
      files.map(file => resultOf('CVE-1', file)),
      { versionControlProvenance: [{ repositoryUri: shop }] },
    ),
  );
const scorecard = (outcome: string) => ({
  date: '2026-05-25T04:00:00Z',
  repo: { name: 'github.com/acme/shop', commit: 'abc' },
  findings: [{ probe: 'branchesAreProtected', outcome }],
});
const bill = (name: string) => ({
  bomFormat: 'CycloneDX',
  components: name ? [{ name }] : [],
});

let server: HostileServer;
const secret = 'very-secret-token';
const answering = (
  name: string,
  answer: ReturnType<typeof hostileAnswers.status>,
): SourceChange => ({
  name,
  apply: async () => {
    server.answer(answer);
    return async () => server.answer(hostileAnswers.json(scan('till/a.js')));
  },
});

beforeAll(async () => {
  server = await HostileServer.start();
  server.answer(hostileAnswers.json(scan('till/a.js')));
  await folder.write('sarif/all.sarif', scan('till/a.js', 'pay/b.js'), at);
  await folder.write('named/broken.sarif', html, at);
  await folder.write('named/till.sarif', scan('a.js'), at);
  await folder.write('scorecards/shop.json', scorecard('True'), at);
  for (const name of ['till', 'pay']) {
    await folder.write(`tree/${name}/1.0.0/${name}.tar.gz`, 'x', at);
    await folder.write(`tree/${name}/1.0.0/sbom.json`, bill('left-pad'), at);
  }
  await folder.write('tree/odd/1.0.0/sbom.json', bill(''), at);
});
afterAll(async () => {
  await server.close();
  folder.delete();
});

const sarif = (
  options: Partial<ConstructorParameters<typeof SarifCollector>[0]['config']>,
) =>
  new SarifCollector({
    config: {
      files: [],
      pattern: undefined,
      located: [],
      urls: [],
      maxFileBytes: 1_000_000,
      forgetAfterMs: 30 * 86_400_000,
      ...options,
    },
    schedule,
    workingDirectory: folder.path,
  });

describeCollector('sarif, by repository', {
  create: () => sarif({ files: ['sarif'] }),
  targets: () => [inShop('till'), inShop('pay'), componentOf('nobody')],
  now,
  fact: sarifFact,
  breakages: [
    folder.moveAway('sarif/all.sarif'),
    becomesHtml('sarif/all.sarif'),
    { ...folder.rewrite('sarif/all.sarif', ''), name: 'the file is empty' },
    { ...folder.rewrite('sarif/all.sarif', logOf()), name: 'it has no runs' },
  ],
  changes: [folder.rewrite('sarif/all.sarif', scan('till/a.js', 'pay/c.js'))],
});

describeCollector('sarif, by the names of files', {
  create: () => sarif({ files: ['named'], pattern: pattern('{name}.sarif') }),
  targets: () => [componentOf('till')],
  brokenTargets: () => [componentOf('broken')],
  now,
  fact: sarifFact,
  breakages: [becomesHtml('named/till.sarif')],
  changes: [folder.rewrite('named/till.sarif', scan('a.js', 'b.js'))],
});

describeCollector('sarif, at an address', {
  create: () =>
    sarif({
      urls: [
        {
          url: server.url('/shop.sarif'),
          token: secret,
          allowPrivateAddresses: true,
          entityRef: undefined,
          place: undefined,
        },
      ],
    }),
  targets: () => [inShop('till')],
  now,
  fact: sarifFact,
  breakages: [
    answering('it answers 401', hostileAnswers.status(401)),
    answering('it answers with HTML', hostileAnswers.html()),
    answering('it asks to wait', hostileAnswers.tooManyRequests('3600')),
    answering('it holds no runs', hostileAnswers.json({ version: '2.1.0' })),
  ],
  changes: [
    answering(
      'there is more',
      hostileAnswers.json(scan('till/a.js', 'till/b.js')),
    ),
  ],
  secrets: [secret],
});

describeCollector('ossf-scorecard', {
  create: () =>
    new OssfScorecardCollector({
      config: {
        files: ['scorecards'],
        pattern: undefined,
        maxReportAgeMs: 90 * 86_400_000,
      },
      schedule,
      workingDirectory: folder.path,
    }),
  targets: () => [inShop('till'), inShop('pay'), componentOf('nobody')],
  now,
  fact: ossfScorecardFact,
  breakages: [
    folder.moveAway('scorecards/shop.json'),
    becomesHtml('scorecards/shop.json'),
    {
      ...folder.rewrite('scorecards/shop.json', {
        ...scorecard('True'),
        date: '2025-01-01',
      }),
      name: 'the result is too old',
    },
  ],
  changes: [folder.rewrite('scorecards/shop.json', scorecard('False'))],
});

describeCollector('releases', {
  create: () =>
    new ReleasesCollector({
      config: {
        files: ['tree'],
        pattern: pattern('{name}/{version}/**'),
      },
      schedule,
      workingDirectory: folder.path,
    }),
  targets: () => [
    componentOf('till'),
    componentOf('pay'),
    componentOf('nobody'),
  ],
  brokenTargets: () => [componentOf('odd')],
  now,
  fact: releasesFact,
  breakages: [
    {
      name: 'the tree is gone',
      apply: async () => {
        const undo = await folder.moveAway('tree').apply();
        return undo;
      },
    },
  ],
  changes: [
    folder.rewrite('tree/till/1.0.0/sbom.json', { hello: 'there' }),
    folder.moveAway('tree/pay/1.0.0/sbom.json'),
  ],
});
