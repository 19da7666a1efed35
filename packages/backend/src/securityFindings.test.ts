/**
 * What scanners, OpenSSF Scorecard and a tree of releases say, through the whole plugin to the checks of service-readiness.
 */
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import readinessPlugin from '@team-readiness/backstage-plugin-readiness-backend';
import readinessModuleSecurity from '@team-readiness/backstage-plugin-readiness-backend-module-security';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString();

/** A scan of yesterday; `openFor` is how long ago the tool first found what is critical. */
const scan = (options: { openFor?: number; failed?: boolean }) =>
  JSON.stringify({
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Trivy',
            rules: [
              { id: 'CVE-1', properties: { 'security-severity': '9.8' } },
            ],
          },
        },
        invocations: [
          { executionSuccessful: !options.failed, endTimeUtc: daysAgo(1) },
        ],
        results:
          options.openFor === undefined
            ? []
            : [
                {
                  ruleId: 'CVE-1',
                  message: { text: 'Old.' },
                  provenance: {
                    firstDetectionTimeUtc: daysAgo(options.openFor),
                  },
                },
              ],
      },
    ],
  });

const scorecard = JSON.stringify({
  date: daysAgo(2),
  repo: { name: 'github.com/acme/old', commit: 'abc' },
  findings: [
    { probe: 'branchesAreProtected', outcome: 'True' },
    { probe: 'requiresApproversForPullRequests', outcome: 'False' },
    { probe: 'releasesAreSigned', outcome: 'True' },
    { probe: 'releasesHaveProvenance', outcome: 'False' },
  ],
});

const names = ['clean', 'failed', 'old', 'unscanned', 'young'];

describe.each(databases.eachSupportedId())('security, %s', id => {
  const directory = createMockDirectory();
  let backend: TestBackend;

  beforeEach(async () => {
    directory.setContent({
      sarif: {
        'clean.sarif': scan({}),
        'failed.sarif': scan({ failed: true }),
        'old.sarif': scan({ openFor: 40 }),
        'young.sarif': scan({ openFor: 3 }),
      },
      scorecards: { 'old.json': scorecard },
      releases: {
        clean: {
          '1.0.0': {
            'sbom.json': JSON.stringify({
              bomFormat: 'CycloneDX',
              components: [{ name: 'left-pad' }],
            }),
          },
        },
        old: { '1.0.0': { 'old.jar': 'x' } },
      },
    });
    const data = {
      readiness: {
        definitions: { builtIn: ['service-readiness'] },
        security: {
          sarif: {
            files: [directory.resolve('sarif')],
            pattern: '{name}.sarif',
          },
          ossfScorecard: { files: [directory.resolve('scorecards')] },
          releases: { files: [directory.resolve('releases')] },
        },
      },
    };
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        readinessModuleSecurity,
        mockServices.database.factory({ knex: await databases.init(id) }),
        mockServices.rootConfig.factory({ data }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({
          entities: names.map(name => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name,
              annotations: { 'github.com/project-slug': `acme/${name}` },
            },
            spec: { type: 'service', lifecycle: 'production', owner: 'team' },
          })),
        }),
        schedulerServiceFactory,
      ],
    });
  });
  afterEach(() => backend.stop());

  const outcomes = async (check: string): Promise<string[]> => {
    const response = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/readiness/v1/checks/service-readiness/${check}/results`,
      { headers: { authorization: mockCredentials.user.header() } },
    );
    const { items = [] } = await response.json();
    return items
      .map(
        ({ name, outcome }: { name: string; outcome: string }) =>
          `${name}: ${outcome}`,
      )
      .sort();
  };

  it.each([
    [
      'no-critical-findings',
      [
        'clean: pass',
        'failed: unknown',
        'old: fail',
        'unscanned: unknown',
        'young: pass',
      ],
    ],
    [
      'branch-protected',
      names.map(name => `${name}: ${name === 'old' ? 'fail' : 'unknown'}`),
    ],
    [
      'signed-releases',
      names.map(name => `${name}: ${name === 'old' ? 'fail' : 'unknown'}`),
    ],
    [
      'sbom',
      [
        'clean: pass',
        'failed: unknown',
        'old: fail',
        'unscanned: unknown',
        'young: unknown',
      ],
    ],
  ])('answers %s', async (check, expected) => {
    const deadline = performance.now() + 30_000;
    let found: string[] = [];
    while (found.join() !== expected.join() && performance.now() < deadline) {
      found = await outcomes(check);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    expect(found).toEqual(expected);
  });
});
