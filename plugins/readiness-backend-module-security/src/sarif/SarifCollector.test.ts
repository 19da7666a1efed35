import { JsonObject } from '@backstage/types';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import {
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import {
  afterwards,
  componentOf,
  observeAll,
} from '../__testUtils__/observeOne';
import { logOf, resultOf, runOf } from '../__testUtils__/sarifLog';
import { TestFolder } from '../__testUtils__/TestFolder';
import { readSecurityConfig } from '../config';
import { SarifCollector } from './SarifCollector';

const schedule = { frequency: { hours: 1 }, timeToLive: { days: 2 } };
const at = '2026-05-30T02:00:00Z';
let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.delete());

const create = (sarif: JsonObject) => {
  const { sarif: config } = readSecurityConfig(
    mockServices.rootConfig({ data: { readiness: { security: { sarif } } } }),
  );
  if (!config) {
    throw new Error('not configured');
  }
  return new SarifCollector({
    config,
    schedule,
    workingDirectory: folder.path,
  });
};
const paths = (observation: object) =>
  (
    observation as { data?: { findings: Array<{ path: string }> } }
  ).data?.findings.map(it => it.path);

const repository = 'https://github.com/acme/shop';
const inShop = (directory: string) =>
  componentOf(directory.replace('/', '-') || 'root', {
    'backstage.io/source-location': `url:${repository}/tree/main/${directory}`,
  });

describe('whose findings these are', () => {
  const results = [
    resultOf('CVE-1', 'till/package-lock.json'),
    resultOf('CVE-1', 'tillage/package-lock.json'),
    { ruleId: 'IMAGE', message: { text: 'x' } },
  ];
  const provenance = {
    versionControlProvenance: [{ repositoryUri: repository }],
  };

  it('is told by the repository and the directory', async () => {
    await folder.write('a.sarif', logOf(runOf(at, results, provenance)));
    const { observations } = await observeAll(create({ files: ['.'] }), [
      inShop('till'),
      inShop('pay'),
      inShop(''),
      componentOf('other'),
    ]);
    expect(observations.map(paths)).toEqual([
      ['till/package-lock.json', null],
      [null],
      ['till/package-lock.json', 'tillage/package-lock.json', null],
      undefined,
    ]);
    expect(observations[3].status).toBe('absent');
  });

  it('is told by where the working copy was', async () => {
    const run = runOf(
      at,
      [
        resultOf('CVE-1', 'file:///ci/shop/till/a.js'),
        resultOf('CVE-1', 'file:///ci/lib/a.js'),
      ],
      {
        versionControlProvenance: [
          { repositoryUri: repository, mappedTo: { uri: 'file:///ci/shop/' } },
          {
            repositoryUri: 'https://github.com/acme/lib',
            mappedTo: { uri: 'file:///ci/lib' },
          },
        ],
      },
    );
    await folder.write('a.sarif', logOf(run));
    const lib = componentOf('lib', { 'github.com/project-slug': 'acme/lib' });
    const { observations } = await observeAll(create({ files: ['.'] }), [
      inShop('till'),
      lib,
    ]);
    expect(observations.map(paths)).toEqual([
      ['ci/shop/till/a.js'],
      ['ci/lib/a.js'],
    ]);
  });

  it('is told by the configuration, where the scanner ran', async () => {
    await folder.write(
      'a.sarif',
      logOf(runOf(at, [resultOf('CVE-1', 'src/a.js')])),
    );
    const { observations } = await observeAll(
      create({
        located: [
          { files: ['*.sarif'], location: `${repository}/tree/main/till` },
        ],
      }),
      [inShop('till'), inShop('pay'), inShop('till/src'), inShop('')],
    );
    expect(observations.map(paths)).toEqual([
      ['src/a.js'],
      undefined,
      ['src/a.js'],
      ['src/a.js'],
    ]);
  });

  it('is told by the path of the file, before anything in it', async () => {
    await folder.write(
      'shop/till/trivy.json',
      logOf(runOf(at, results, provenance)),
    );
    const till = componentOf('till');
    till.entityRef = 'component:shop/till';
    const { observations } = await observeAll(
      create({ files: ['.'], pattern: '{namespace}/{name}/*' }),
      [till, inShop('')],
    );
    expect(observations.map(it => it.status)).toEqual(['observed', 'absent']);
  });

  it('is nobody’s where nothing tells, and a problem says so', async () => {
    await folder.write('a.sarif', logOf(runOf(at, results)));
    const { observations, problems } = await observeAll(
      create({ files: ['.'] }),
      [inShop('')],
    );
    expect(observations).toMatchObject([{ status: 'absent' }]);
    expect(problems).toMatchObject([
      { source: 'a.sarif', message: expect.stringMatching(/whose a run/) },
    ]);
  });
});

describe('what is missing', () => {
  const config = { files: ['*.sarif'], pattern: '{name}.sarif' };
  const till = componentOf('till');
  const found = logOf(runOf(at, [resultOf('CVE-1', 'a.js')]));

  it('is no empty source', async () => {
    await expect(observeAll(create(config), [till])).rejects.toThrow(
      /no file in what readiness\.security\.sarif names/,
    );
    await folder.write('till.sarif', '<html>');
    await expect(observeAll(create(config), [till])).rejects.toThrow(
      /no run of a scanner.*till\.sarif/,
    );
    await folder.write('till.sarif', logOf());
    await expect(observeAll(create(config), [till])).rejects.toThrow(/no run/);
  });

  it('is a failure of the entity whose file is broken, and of no other', async () => {
    await folder.write('till.sarif', '{');
    await folder.write('pay.sarif', found);
    const { observations, problems } = await observeAll(create(config), [
      till,
      componentOf('pay'),
      componentOf('nobody'),
    ]);
    expect(observations.map(it => it.status)).toEqual([
      'failed',
      'observed',
      'absent',
    ]);
    expect(problems).toMatchObject([{ source: 'till.sarif' }]);
  });

  it('is a failure where something was known before, until it is long ago', async () => {
    await folder.write('till.sarif', found);
    await folder.write('pay.sarif', found);
    const collector = create(config);
    const first = await observeAll(collector, [till]);
    const again = afterwards(till, first.observations[0]);
    await folder.remove('till.sarif');
    const gone = await observeAll(collector, [again]);
    expect(gone.observations).toMatchObject([{ status: 'failed' }]);
    const later = await observeAll(
      collector,
      [again],
      new Date('2026-07-15T00:00:00Z'),
    );
    expect(later.observations).toMatchObject([{ status: 'absent' }]);
  });

  it('is a failure where a file is too large', async () => {
    await folder.write('till.sarif', found);
    await folder.write(
      'pay.sarif',
      `${JSON.stringify(found)}${' '.repeat(2_000)}`,
    );
    const { observations, problems } = await observeAll(
      create({ ...config, maxFileMegabytes: 0.002 }),
      [till, componentOf('pay')],
    );
    expect(observations.map(it => it.status)).toEqual(['observed', 'failed']);
    expect(problems).toMatchObject([
      { message: expect.stringMatching(/more than 2097 bytes/) },
    ]);
  });

  it('is refused where it is deep or reaches for prototypes', async () => {
    await folder.write('pay.sarif', '['.repeat(20_000) + ']'.repeat(20_000));
    await folder.write(
      'till.sarif',
      JSON.stringify(found).replace(
        '"CVE-1","m',
        '"CVE-1","__proto__":{"level":"none"},"m',
      ),
    );
    const { observations } = await observeAll(create(config), [
      till,
      componentOf('pay'),
    ]);
    expect(observations).toMatchObject([
      { status: 'observed', data: { findings: [{ severity: 'critical' }] } },
      { status: 'failed' },
    ]);
  });
});

describe('what did not change', () => {
  const config = { files: ['*.sarif'], pattern: '{name}.sarif' };
  const till = componentOf('till');

  it('is not read again; first seen outlives what did', async () => {
    await folder.write(
      'till.sarif',
      logOf(runOf(at, [resultOf('CVE-1', 'a.js')])),
    );
    const collector = create(config);
    const first = await observeAll(collector, [till]);
    const target = afterwards(till, first.observations[0]);
    expect((await observeAll(collector, [target])).observations).toEqual([
      { entityRef: till.entityRef, status: 'unchanged' },
    ]);
    await folder.write(
      'till.sarif',
      logOf(
        runOf('2026-05-31T02:00:00Z', [
          resultOf('CVE-1', 'a.js'),
          resultOf('CVE-1', 'new.js'),
        ]),
      ),
    );
    expect((await observeAll(collector, [target])).observations).toMatchObject([
      {
        status: 'observed',
        data: {
          analysedAt: '2026-05-31T02:00:00.000Z',
          findings: [
            { path: 'a.js', firstSeen: '2026-05-30T02:00:00.000Z' },
            { path: 'new.js', firstSeen: '2026-05-31T02:00:00.000Z' },
          ],
        },
      },
    ]);
  });

  it('is read once, also where entities are without a report, and its problems stay', async () => {
    await folder.write('till.sarif', logOf(runOf(at, [])), at);
    await folder.write('deep/stray.sarif', logOf(runOf(at, [])));
    const collector = create({ files: ['.'], pattern: '{name}.sarif' });
    const first = await observeAll(collector, [till, inShop('lib')]);
    const targets = [afterwards(till, first.observations[0]), inShop('lib')];
    // Of the same size and time, but no JSON: whoever reads it again fails.
    const { size } = await fs.stat(join(folder.path, 'till.sarif'));
    await folder.write('till.sarif', 'x'.repeat(size), at);
    const second = await observeAll(collector, targets);
    expect(second.observations.map(it => it.status)).toEqual([
      'unchanged',
      'absent',
    ]);
    expect(second.problems).toEqual(first.problems);
    expect(second.problems).toMatchObject([{ source: 'deep/stray.sarif' }]);
  });

  it('is no newer for a date in the future, which an empty run would hide all others by', async () => {
    await folder.write(
      'trivy-1.sarif',
      logOf(runOf('2099-01-01T00:00:00Z', [])),
      '2026-04-01T00:00:00Z',
    );
    await folder.write(
      'trivy-2.sarif',
      logOf(runOf(at, [resultOf('CVE-1', 'a.lock')])),
    );
    const collector = create({
      located: [{ files: ['.'], location: repository }],
    });
    const { observations, problems } = await observeAll(collector, [
      inShop(''),
    ]);
    expect(paths(observations[0])).toEqual(['a.lock']);
    expect(observations).toMatchObject([
      { data: { analysedAt: new Date(at).toISOString() } },
    ]);
    expect(problems).toMatchObject([
      {
        source: expect.stringMatching(/trivy-1/),
        message: expect.stringMatching(/2099-01-01.*future/),
      },
    ]);
  });

  it('takes the time of the file where a run tells none', async () => {
    await folder.write(
      'till.sarif',
      logOf(runOf(at, [], { invocations: [] })),
      '2026-05-11T10:00:00Z',
    );
    const { observations } = await observeAll(create(config), [till]);
    expect(observations).toMatchObject([
      { data: { analysedAt: '2026-05-11T10:00:00.000Z' } },
    ]);
  });
});

describe('addresses', () => {
  let server: HostileServer;
  beforeEach(async () => {
    server = await HostileServer.start();
  });
  afterEach(() => server.close());

  const till = componentOf('till');
  const config = (further: JsonObject = {}) => ({
    urls: [
      {
        url: server.url('/till.sarif'),
        entity: 'till',
        token: 'very-secret',
        allowPrivateAddresses: true,
        ...further,
      },
    ],
  });
  const run = runOf(at, [resultOf('CVE-1', 'a.js')], { invocations: [] });

  it('are asked with their token; only the server knows how old it is', async () => {
    server.answer(hostileAnswers.json(logOf(run)));
    const { observations } = await observeAll(create(config()), [till]);
    expect(observations).toMatchObject([
      { status: 'observed', data: { analysedAt: null } },
    ]);
    expect(server.requests[0].headers.authorization).toBe('Bearer very-secret');
    server.answer(
      hostileAnswers.json(logOf(run), {
        headers: { 'last-modified': 'Sat, 30 May 2026 02:00:00 GMT' },
      }),
    );
    expect(
      (await observeAll(create(config()), [till])).observations,
    ).toMatchObject([{ data: { analysedAt: '2026-05-30T02:00:00.000Z' } }]);
  });

  it('that refuse are failures, which tell no secret', async () => {
    server.answer(hostileAnswers.status(403));
    const asked = observeAll(create(config()), [till]);
    await expect(asked).rejects.toThrow(
      /not read: 127\.0\.0\.1:\d+\/till\.sarif/,
    );
    await expect(asked).rejects.not.toThrow(/very-secret/);
  });

  it('that are private are refused unless allowed', async () => {
    const collector = create(
      config({ allowPrivateAddresses: false, token: undefined }),
    );
    await expect(observeAll(collector, [till])).rejects.toThrow(/not read/);
    expect(server.requests).toEqual([]);
  });
});

it.each<[JsonObject, RegExp]>([
  [{ files: ['  '] }, /sarif\.files takes paths/],
  [{ files: ['https://x.example/a'] }, /sarif\.files takes paths/],
  [{ files: ['a'], pattern: '{owner}' }, /sarif\.pattern knows/],
  [{ files: ['a'], maxFileMegabytes: 1_000 }, /maxFileMegabytes/],
  [{ files: ['a'], forgetAfter: { days: 0 } }, /forgetAfter must be longer/],
  [{ located: [{ files: ['a'] }] }, /located\[0\]\.location is missing/],
  [{ urls: [{ url: 'ftp://x.example/a' }] }, /urls\[0\]\.url takes/],
  [{ urls: [{ url: 'https://u:p@x.example' }] }, /urls\[0\]\.url takes/],
  [{ urls: [{ url: 'http://x.example', token: 't' }] }, /urls\[0\]\.token/],
  [
    { urls: [{ url: 'https://x.example', entity: 'a:b:c' }] },
    /urls\[0\]\.entity/,
  ],
])('the configuration %j is refused', (sarif, message) => {
  const data = { readiness: { security: { sarif } } };
  expect(() => readSecurityConfig(new ConfigReader(data))).toThrow(message);
});
