import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Collector,
  EntityHistory,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
  MemoryEntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { CatalogEntities, codeCollectors } from '.';

const schedule = () => ({
  frequency: { hours: 24 },
  timeToLive: { days: 3 },
});

const full = {
  CODEOWNERS: '* @shop-team\n/docs/ @writers\n',
  '.github/workflows/ci.yml':
    'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n',
  'docs/index.md': '# Shop',
  'package.json': '{}',
  '.template-answers.yaml': 'template: http-service\nversion: 1.0.0\n',
  'deploy/shop.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nspec: { strategy: { type: Recreate } }\n',
  'infra/main.tf':
    'module "db" {\n  source  = "terraform-aws-modules/rds/aws"\n  version = "6.1.0"\n}\n',
};

describe('codeCollectors', () => {
  const shop = 'component:default/shop';
  const files = new MemoryEntityFiles({
    [shop]: full,
    'component:default/cart': { 'README.md': '# Cart' },
    'component:default/torn': {},
  });
  const entities: Entity[] = ['shop', 'cart', 'nowhere'].map(name => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec: { type: 'service', owner: 'group:default/shop-team' },
  }));

  /** As git would tell it: which files there are, and nothing else. */
  const history: EntityHistory = {
    commits: async () => undefined,
    firstCommitAt: async () => null,
    trackedPaths: async ({ entity }) => {
      const listing = await files.list({ entity, globs: ['**'] });
      return (
        listing && {
          complete: true,
          paths: listing.files.map(({ path }) => path),
        }
      );
    },
  };

  const create = (): Collector[] => {
    const options = {
      files,
      history,
      entities: new CatalogEntities({
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
      }),
      schedule,
    };
    return codeCollectors(options);
  };

  // Those that read files; those that tell of history are held to the laws over a real one.
  describe.each([
    'codeowners',
    'pipelines',
    'infrastructure',
    'template',
    'technology',
    'signals',
  ])('%s', id => {
    describeCollector(id, {
      create: () => {
        const collector = create().find(each => each.id === id);
        if (!collector) {
          throw new Error(`No collector ${id}`);
        }
        return collector;
      },
      targets: () => entities.map(collectionTarget),
      now: new Date('2026-06-15T12:00:00Z'),
      breakages: [
        {
          name: 'the host of the repositories is gone',
          apply: async () => files.fail(new Error('The host is gone')),
        },
        {
          name: 'the host asks to be left alone',
          apply: async () =>
            files.fail(
              new RetryLaterError('Later', new Date('2026-06-15T13:00:00Z')),
            ),
        },
      ],
      changes: [
        {
          name: 'all files are deleted',
          apply: async () => files.replace(shop, {}),
        },
      ],
    });
  });
});
