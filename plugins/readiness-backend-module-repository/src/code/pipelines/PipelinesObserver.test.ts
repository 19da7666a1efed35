import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFiles } from '@team-readiness/backstage-plugin-readiness-node';
import fc from 'fast-check';
import { TestRepository } from '../__testUtils__/TestRepository';
import { CodeCollector, ListedEntities } from '../collector';
import { pipelinePlatform } from './pipelinePlatform';
import { PipelinesObserver } from './PipelinesObserver';
import { readLibraries } from './readLibraries';

const workflow = (uses: string, on = 'on: push') =>
  `name: x\n${on}\njobs:\n  build:\n    uses: ${uses}\n`;

describe('PipelinesObserver', () => {
  const repository = new TestRepository();
  const observer = new PipelinesObserver({ files: repository.files });

  const sharedOf = async (path: string, text: string) => {
    repository.start({ [path]: text });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target(),
    );
    expect(problems).toEqual([]);
    expect(fact.files).toEqual([{ path, platform: pipelinePlatform(path) }]);
    return fact.shared.map(({ source, ref }) =>
      ref === null ? source : `${source} at ${ref}`,
    );
  };

  it('tells reusable workflows from steps and from those of the repository', async () => {
    const text = `
on: push
jobs:
  own: { uses: ./.github/workflows/own.yml }
  service: { uses: example-org/pipelines/.github/workflows/service.yml@v3 }
  test:
    steps:
      - uses: actions/checkout@v4
  again: { uses: example-org/pipelines/.github/workflows/service.yml@v3 }
  old: { uses: example-org/pipelines/.github/workflows/service.yml@refs/heads/main }
`;
    expect(await sharedOf('.github/workflows/ci.yml', text)).toEqual([
      'example-org/pipelines/.github/workflows/service.yml at main',
      'example-org/pipelines/.github/workflows/service.yml at v3',
    ]);
  });

  it('reads every kind of include of GitLab, also those of child pipelines', async () => {
    const text = `
spec:
  inputs: { a: { default: 1 } }
---
include:
  - project: /platform/ci
    ref: refs/tags/v2
    file: [/templates/build.yml, templates/scan.yml]
  - component: $CI_SERVER_FQDN/platform/components/deploy@1.2.3
  - component: gitlab.example.com/platform/components/lint@~latest
  - remote: https://me:secret@ci.example.org/a.yml?token=secret
  - template: Jobs/SAST.gitlab-ci.yml
  - local: ci/own.yml
  - /ci/own.yml
  - https://ci.example.org/b.yml
build:
  script: [!reference [.setup, script]]
child:
  trigger:
    include: [{ project: platform/child, file: c.yml }]
`;
    expect(await sharedOf('.gitlab-ci.yml', text)).toEqual([
      'Jobs/SAST.gitlab-ci.yml',
      'ci.example.org/a.yml',
      'ci.example.org/b.yml',
      'gitlab.example.com/platform/components/lint at ~latest',
      'platform/child/c.yml',
      'platform/ci/templates/build.yml at v2',
      'platform/ci/templates/scan.yml at v2',
      'platform/components/deploy at 1.2.3',
    ]);
  });

  it('reads templates of Azure that are stages, jobs or the whole, of other repositories', async () => {
    const text = `
resources:
  repositories:
    - { repository: shared, type: git, name: Platform/pipelines, ref: refs/tags/1.4 }
extends:
  template: service.yml@shared
stages:
  - template: stages/build.yml@shared
  - template: own.yml
  - template: own.yml@self
  - stage: a
    jobs:
      - \${{ if eq(1, 1) }}:
          - template: jobs/scan.yml@shared
      - job: b
        steps:
          - template: steps/x.yml@shared
`;
    expect(await sharedOf('azure-pipelines.yml', text)).toEqual([
      'Platform/pipelines/jobs/scan.yml at 1.4',
      'Platform/pipelines/service.yml at 1.4',
      'Platform/pipelines/stages/build.yml at 1.4',
    ]);
  });

  it('takes jobs of orbs, and not their commands', async () => {
    const text = `
version: 2.1
orbs:
  node: circleci/node@5.1.0
  slack: circleci/slack@4
  own: { jobs: { x: {} } }
jobs:
  build: { steps: [slack/notify] }
workflows:
  version: 2
  main: { jobs: [build, node/test, { node/run: { script: x } }, own/x] }
`;
    expect(await sharedOf('.circleci/config.yml', text)).toEqual([
      'circleci/node/run at 5.1.0',
      'circleci/node/test at 5.1.0',
    ]);
  });

  it('reads imports of Bitbucket in both forms', async () => {
    const text = `
definitions:
  imports:
    shared: ci-pipelines:v2:shared-pipelines.yml
    own: .bitbucket/own-pipelines.yml
pipelines:
  default: { import: build@shared }
  branches:
    main: { import: ci-pipelines:main:deploy }
  custom:
    x: { import: y@own }
`;
    expect(await sharedOf('bitbucket-pipelines.yml', text)).toEqual([
      'ci-pipelines/build at v2',
      'ci-pipelines/deploy at main',
    ]);
  });

  it('reads remote pipelines of Tekton, and imports of Travis', async () => {
    const text = `
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata: { name: x }
spec:
  pipelineRef:
    resolver: git
    params:
      - { name: url, value: 'https://git.example.org/platform/ci.git' }
      - { name: revision, value: v1 }
      - { name: pathInRepo, value: pipelines/build.yaml }
`;
    expect(await sharedOf('.tekton/run.yaml', text)).toEqual([
      'git.example.org/platform/ci/pipelines/build.yaml at v1',
    ]);
    const travis =
      'import:\n  - source: acme/ci:build.yml@v2\n  - own.yml\nlanguage: go\n';
    expect(await sharedOf('.travis.yml', travis)).toEqual([
      'acme/ci/build.yml at v2',
    ]);
  });

  it('reads libraries of a Jenkinsfile, and none in comments and texts', async () => {
    const text = `
@Library('platform-pipelines@v4') _
// @Library('commented')
/* library 'neither' */
@Library(['one@1', "two"]) import x
def url = 'https://example.org/' // library 'x'
sh """ library 'inside' """
library identifier: 'three@main', retriever: modernSCM(git('x'))
steps.library('not-mine')
pipeline { libraries { lib('four@4') } stages { stage('lib') { lib('five') } } }
`;
    expect(await sharedOf('Jenkinsfile', text)).toEqual([
      'four at 4',
      'one at 1',
      'platform-pipelines at v4',
      'three at main',
      'two',
    ]);
  });

  it('takes of a repository of many services those pipelines that run for the entity', async () => {
    const filtered = (path: string) =>
      `on:\n  workflow_dispatch:\n  push:\n    paths: ['${path}']\n  pull_request:\n    paths: ['${path}']`;
    const uses = (name: string) => `acme/ci/.github/workflows/${name}.yml@v1`;
    repository.start({
      '.github/workflows/all.yml': workflow(uses('all')),
      '.github/workflows/pay.yml': workflow(
        uses('pay'),
        filtered('services/pay/src/**'),
      ),
      '.github/workflows/other.yml': workflow(
        uses('other'),
        filtered('services/other/**'),
      ),
      'services/pay/Jenkinsfile': "@Library('own') _",
      'services/pay/.github/workflows/dead.yml': workflow(uses('dead')),
      'services/other/Jenkinsfile': "@Library('foreign') _",
    });
    const { fact } = await repository.fact(
      observer,
      repository.target('services/pay'),
    );
    expect(fact.files.map(file => file.path)).toEqual([
      '.github/workflows/all.yml',
      '.github/workflows/pay.yml',
      'services/pay/Jenkinsfile',
    ]);
    expect(fact.platforms).toEqual(['github-actions', 'jenkins']);
    expect(fact.shared.map(({ source }) => source)).toEqual([
      'acme/ci/.github/workflows/all.yml',
      'acme/ci/.github/workflows/pay.yml',
      'own',
    ]);
  });

  it('counts what cannot be read, and says where', async () => {
    repository.start({
      '.github/workflows/broken.yml': 'on: push\njobs: [\n',
      '.github/workflows/large.yml': 'x'.repeat(1024 * 1024 + 1),
      '.tekton/notes.yaml': 'kind: ConfigMap',
    });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target(),
    );
    expect(fact.broken).toBe(2);
    expect(fact.files.map(file => file.path)).toEqual([
      '.github/workflows/broken.yml',
    ]);
    expect(problems).toEqual([
      expect.stringMatching(/^\.github\/workflows\/large\.yml Is larger/),
      expect.stringMatching(/^\.github\/workflows\/broken\.yml:\d/),
    ]);
  });

  it('shows no control characters, secrets or endless names', async () => {
    const long = 'x'.repeat(301);
    const text = `include:\n  - { project: "a\\u202eb", file: c }\n  - { project: ${long} }\n  - remote: "https://u:p@h.example/x.yml#k"\n`;
    expect(await sharedOf('.gitlab-ci.yml', text)).toEqual(['h.example/x.yml']);
  });

  const address = 'https://me:secret@h.example/x?token=secret';
  it.each([
    ['.github/workflows/a.yml', `jobs: { a: { uses: '${address}' } }`],
    [
      '.gitlab-ci.yml',
      `include: [{ project: '${address}', ref: '${address}', file: a }, { component: '${address}@1' }, { template: '${address}' }]`,
    ],
    [
      'azure-pipelines.yml',
      `resources: { repositories: [{ repository: r, name: '${address}', ref: '${address}' }] }\nextends: { template: 'a@r' }`,
    ],
    [
      '.circleci/config.yml',
      `orbs: { o: '${address}@1' }\nworkflows: { a: { jobs: [o/j] } }`,
    ],
    [
      'bitbucket-pipelines.yml',
      `definitions: { imports: { i: '${address}' } }\npipelines: { default: { import: 'a@i' }, b: { import: '${address}' } }`,
    ],
    [
      '.tekton/a.yaml',
      `apiVersion: tekton.dev/v1\nspec: { pipelineRef: { resolver: git, params: [{ name: url, value: '${address}' }, { name: pathInRepo, value: a }] } }`,
    ],
    ['Jenkinsfile', `@Library('${address}') _\nlibrary '${address}@1'`],
    ['.travis.yml', `import: '${address}'`],
  ])(
    'shows no user, password or query of an address in %s',
    async (path, text) => {
      const found = await sharedOf(path, text);
      expect(found.join()).not.toMatch(/secret|me:/);
    },
  );

  it.each([
    [
      '.gitlab-ci.yml',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n`,
    ],
    ['.travis.yml', '['.repeat(100_000)],
    ['azure-pipelines.yml', `${'a: {'.repeat(5_000)}`],
  ])('survives a bomb in %s', async (path, text) => {
    repository.start({ [path]: text });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toMatchObject({ broken: 1, shared: [] });
  });

  describe('on a host', () => {
    const hosted = async (
      content: Record<string, string>,
      problems: Problem[],
    ) => {
      const location = 'https://github.com/example-org/pay/tree/main/';
      const files: EntityFiles = {
        list: async () => ({ location, revision: 'one', files: [], problems }),
        repositoryFiles: async () => ({
          directory: '',
          revision: 'one',
          files: Object.entries(content).map(([path, text]) => ({
            path,
            url: null,
            content: async () => text,
            changedAt: async () => null,
          })),
          problems,
        }),
      };
      const collector = new CodeCollector(new PipelinesObserver({ files }), {
        files,
        entities: new ListedEntities([]),
        schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
      });
      const run = await collector.open({ now: new Date() });
      const [observation] = await run.collect([repository.target()], {
        signal: new AbortController().signal,
      });
      return observation;
    };
    const byName: Problem = {
      subject: 'file',
      name: '.',
      reporter: 'files',
      message: 'The host lists no directories.',
    };

    it('says nothing where none was found and not every path was looked for', async () => {
      const partly = await hosted({}, [byName]);
      expect(partly.status).not.toBe('observed');
      expect(partly.problems).toMatchObject([{ name: '.' }]);
      expect(await hosted({}, [])).toMatchObject({
        status: 'observed',
        data: { files: [], platforms: [], broken: 0 },
      });
    });

    it('tells its own workflows, by their address, from those of others', async () => {
      const own = 'Example-Org/Pay/.github/workflows/build.yml@main';
      const others = 'example-org/payments/.github/workflows/build.yml@v1';
      expect(
        await hosted(
          {
            '.github/workflows/a.yml': workflow(own),
            '.github/workflows/b.yml': workflow(others),
          },
          [],
        ),
      ).toMatchObject({
        data: {
          shared: [
            { source: 'example-org/payments/.github/workflows/build.yml' },
          ],
        },
      });
    });
  });
});

describe('readLibraries', () => {
  it('reads whatever text without throwing, in time that grows with it', () => {
    const part = fc.constantFrom(
      ...["'", '"', "'''", '"""', '//', '/*', '*/', '\\', '\n', '@Library'],
      ...[
        '(',
        '[',
        ',',
        ')',
        '{',
        '}',
        'library ',
        'libraries {',
        'lib',
        'a@1',
      ],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), parts => {
        const found = readLibraries(parts.join(''));
        expect(found.every(({ source }) => source.length > 0)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    const started = process.cpuUsage().user;
    readLibraries("@Library(['a',".repeat(70_000));
    readLibraries('"""'.repeat(300_001));
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(5_000);
  });
});
