import { mockServices } from '@backstage/backend-test-utils';
import {
  CatalogFact,
  ManifestsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFiles,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { readPolicyConfig } from '../config/readPolicyConfig';
import { assembleRego, looping } from '../rego/__testUtils__/regoModules';
import { RegoPolicy } from '../rego/RegoPolicy';
import { promises as fs } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManifestsCollector } from './ManifestsCollector';

const signal = new AbortController().signal;

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'rego-'));
});
afterEach(() => fs.rm(root, { recursive: true }));

const deployment = (name: string, spec: object) =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec,
  });

/** Files of any entity, in a repository that knows its revision. */
class RepositoryStub implements EntityFiles {
  readonly asked: Array<string | undefined> = [];
  revision: string | null = 'c1';
  files: Record<string, string> = {};
  failWith: Error | undefined;

  async list({ knownRevision }: { knownRevision?: string }) {
    this.asked.push(knownRevision);
    if (this.failWith) {
      throw this.failWith;
    }
    const unchanged = this.revision !== null && knownRevision === this.revision;
    return {
      location: 'https://git.example.org/shop',
      revision: this.revision,
      unchanged,
      problems: [],
      files: unchanged
        ? []
        : Object.entries(this.files).map(([path, content]) => ({
            path,
            url: null,
            content: async () => content,
            changedAt: async () => null,
          })),
    };
  }
}

const target = (change: Partial<CollectionTarget> = {}): CollectionTarget => ({
  entityRef: 'component:default/shop',
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop' },
    spec: { owner: 'team' },
  },
  catalog: {} as CatalogFact,
  ...change,
});

const configured = (...rego: object[]): readonly RegoPolicy[] =>
  readPolicyConfig(
    mockServices.rootConfig({ data: { readiness: { policy: { rego } } } }),
  ).rego;

const collect = async (
  files: EntityFiles,
  rego: readonly RegoPolicy[],
  asked: CollectionTarget = target(),
) => {
  const collector = new ManifestsCollector({
    files,
    patterns: [],
    rego,
    workingDirectory: root,
    schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
  });
  const run = await collector.open();
  try {
    const [observation] = await run.collect([asked], { signal });
    return { observation, problems: run.problems?.() ?? [] };
  } finally {
    await run.close?.();
  }
};

const data = (observation: object) =>
  (observation as { data: ManifestsFact }).data;

describe('ManifestsCollector with Rego policies', () => {
  let files: RepositoryStub;
  beforeEach(async () => {
    files = new RepositoryStub();
    files.files = {
      'deploy/a.yaml': deployment('a', { owner: 'x' }),
      'deploy/b.yaml': deployment('b', {}),
    };
    await fs.writeFile(
      join(root, 'policy.wasm'),
      await assembleRego({
        without: [
          { result: [{ msg: 'No owner.', severity: 'critical' }, 'Really.'] },
        ],
      }),
    );
  });

  it('asks a compiled policy about each manifest', async () => {
    const { observation, problems } = await collect(
      files,
      configured({ name: 'owners', bundle: 'policy.wasm' }),
    );
    expect(problems).toEqual([]);
    expect(data(observation)).toMatchObject({
      policies: ['owners'],
      evaluations: [
        {
          policy: 'owners',
          object: 'Deployment/a',
          path: 'deploy/a.yaml',
          outcome: 'pass',
          message: '',
        },
        {
          policy: 'owners',
          object: 'Deployment/b',
          path: 'deploy/b.yaml',
          outcome: 'fail',
          message: 'No owner. Really.',
          severity: 'critical',
        },
      ],
    });
  });

  it('asks once about the entity with all its manifests', async () => {
    const { observation } = await collect(
      files,
      configured({ name: 'owners', bundle: 'policy.wasm', input: 'entity' }),
    );
    // The word is looked for in the whole text: here the entity has an owner.
    expect(data(observation).evaluations).toEqual([
      {
        policy: 'owners',
        object: 'Component/shop',
        path: '',
        outcome: 'pass',
        message: '',
      },
    ]);
  });

  it('reads nothing again while repository, entity and policies are as they were', async () => {
    const rego = configured({ name: 'owners', bundle: 'policy.wasm' });
    const first = await collect(files, rego);
    const { revision } = first.observation as { revision?: string };
    expect(revision).toMatch(/:c1$/);
    const known = target({ previous: data(first.observation), revision });
    const again = await collect(files, rego, known);
    expect(again.observation).toEqual({
      entityRef: 'component:default/shop',
      status: 'unchanged',
    });

    const otherEntity = { ...known, entity: { ...known.entity, spec: {} } };
    await collect(files, rego, otherEntity);
    await fs.writeFile(
      join(root, 'policy.wasm'),
      await assembleRego({ word: '"team":' }),
    );
    const other = await collect(files, rego, known);
    expect(files.asked).toEqual([undefined, 'c1', undefined, undefined]);
    expect(data(other.observation).evaluations).toMatchObject([
      { outcome: 'fail' },
      { outcome: 'fail' },
    ]);
  });

  it('has no revision where the repository or the policy has none', async () => {
    files.revision = null;
    const { observation } = await collect(
      files,
      configured({ name: 'owners', bundle: 'policy.wasm' }),
    );
    expect(observation).not.toHaveProperty('revision', expect.anything());
  });

  it('makes unknown what a policy does not answer, and fails none of the others', async () => {
    await fs.writeFile(
      join(root, 'loop.wasm'),
      await assembleRego({ body: looping }),
    );
    const { observation } = await collect(
      files,
      configured(
        { name: 'loop', bundle: 'loop.wasm', timeLimit: { milliseconds: 100 } },
        { name: 'owners', bundle: 'policy.wasm' },
      ),
    );
    expect(
      data(observation).evaluations.map(it => [it.policy, it.outcome]),
    ).toEqual([
      ['loop', 'unknown'],
      ['loop', 'unknown'],
      ['owners', 'pass'],
      ['owners', 'fail'],
    ]);
  });

  it('looks again where a policy took too long: it may not the next time', async () => {
    await fs.writeFile(
      join(root, 'loop.wasm'),
      await assembleRego({ body: looping }),
    );
    const { observation } = await collect(
      files,
      configured({
        name: 'loop',
        bundle: 'loop.wasm',
        timeLimit: { milliseconds: 100 },
      }),
    );
    expect(data(observation).evaluations).toHaveLength(2);
    expect((observation as { revision?: string }).revision).toBeUndefined();
  });

  it('does not forget a policy that cannot be loaded for once, and names no place', async () => {
    const rego = configured(
      { name: 'owners', bundle: 'policy.wasm' },
      { name: 'gone', bundle: 'gone.tar.gz' },
    );
    const { observation, problems } = await collect(files, rego);
    expect(data(observation).policies).toEqual(['owners']);
    expect(problems).toEqual([
      expect.objectContaining({
        message:
          'The Rego policy gone cannot be run: The file cannot be read (ENOENT).',
      }),
    ]);
    const previous = {
      ...data(observation),
      evaluations: [{ ...data(observation).evaluations[0], policy: 'gone' }],
    };
    const again = await collect(files, rego, target({ previous }));
    expect(again.observation).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('gone') },
    });
    await fs.rm(join(root, 'policy.wasm'));
    await expect(collect(files, rego)).rejects.toThrow(/no policy that can/);
  });

  it('waits where the source asks to be left alone', async () => {
    const until = new Date('2026-01-01T00:00:00Z');
    files.failWith = new RetryLaterError('Later.', until);
    const { observation } = await collect(
      files,
      configured({ name: 'owners', bundle: 'policy.wasm' }),
    );
    expect(observation).toEqual({
      entityRef: 'component:default/shop',
      status: 'deferred',
      until,
    });
  });

  it('asks a running OPA, and keeps what was known where it fails', async () => {
    let broken = false;
    const server = createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        response.writeHead(broken ? 403 : 200, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify({ result: ['No.'] }));
      });
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const rego = configured({
      name: 'central',
      opa: { url: `http://127.0.0.1:${port}`, allowPrivateAddresses: true },
      severity: 'low',
    });
    const { observation } = await collect(files, rego);
    expect(observation).not.toHaveProperty('revision', expect.anything());
    expect(data(observation).evaluations).toMatchObject([
      { policy: 'central', outcome: 'fail', message: 'No.', severity: 'low' },
      { policy: 'central', outcome: 'fail' },
    ]);
    broken = true;
    expect((await collect(files, rego)).observation).toMatchObject({
      status: 'failed',
      error: { message: expect.stringContaining('403') },
    });
    server.closeAllConnections();
    server.close();
  });

  it.each([
    [{ name: 'a' }, /rego\[0\] takes either bundle or opa/],
    [{ name: 'a', bundle: 'x', opa: { url: 'http://a' } }, /either/],
    [{ name: 'a b', bundle: 'x' }, /rego\[0\]\.name/],
    [{ name: 'a', bundle: 'https://a/b.tar.gz' }, /not an address/],
    [{ name: 'a', opa: { url: 'ftp://a' } }, /opa\.url/],
    [{ name: 'a', opa: { url: 'http://u:p@a' } }, /opa\.url/],
    [{ name: 'a', bundle: 'x', entrypoint: '../x' }, /entrypoint/],
    [{ name: 'a', bundle: 'x', input: 'all' }, /input/],
    [{ name: 'a', bundle: 'x', severity: 'bad' }, /severity/],
    [{ name: 'a', bundle: 'x', timeLimit: { hours: 1 } }, /timeLimit/],
  ])('does not take the configuration %j', (rego, message) => {
    expect(() => configured(rego)).toThrow(message);
  });

  it('does not take two policies of one name', () => {
    const rego = { name: 'a', bundle: 'x' };
    expect(() => configured(rego, rego)).toThrow(/used twice/);
  });
});
