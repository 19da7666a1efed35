import { Entity } from '@backstage/catalog-model';
import {
  factSchemas,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityHistory,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  MemoryEntityFiles,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import fc from 'fast-check';
import { codeCollectors } from '.';
import { ListedEntities } from './collector';

const ref = 'component:default/shop';

const paths = [
  ...['CODEOWNERS', '.gitlab/CODEOWNERS', '.github/workflows/a.yml'],
  ...['.gitlab-ci.yml', 'Jenkinsfile', 'azure-pipelines.yml', '.travis.yml'],
  ...['.circleci/config.yml', 'bitbucket-pipelines.yml', '.tekton/a.yaml'],
  ...['infra/a.tf', 'b.tofu', 'c.tf.json', 'Dockerfile', 'deploy/a.yaml'],
  ...['.template-answers.yaml', '.copier-answers.yml', '.cruft.json'],
  ...['catalog-info.yaml', 'docs/runbook.md', 'skeleton/${{ values.x }}.tf'],
];

/** Keys that the readers look for, so that junk gets past the first of them. */
const key = fc.constantFrom(
  ...['jobs', 'uses', 'include', 'project', 'file', 'component', 'trigger'],
  ...['resources', 'repositories', 'template', 'extends', 'stages', 'orbs'],
  ...['workflows', 'definitions', 'imports', 'import', 'pipelines', 'on'],
  ...['apiVersion', 'kind', 'metadata', 'name', 'annotations', 'spec', 'items'],
  ...['pipelineRef', 'resolver', 'params', 'module', 'resource', 'terraform'],
  ...['required_providers', 'source', 'version', 'strategy', 'containers'],
  ...['image', 'env', 'lifecycle', 'dependsOn', 'context', 'cookiecutter'],
  ...['push', 'paths', '_commit', '__proto__', 'constructor', 'toString'],
);
const leaf = fc.oneof(
  fc.constantFrom(
    ...['a/b/.github/workflows/c.yml@v1', 'x@y', 'a:b:c', 'apps/v1', 'List'],
    ...['Deployment', 'tekton.dev/v1', 'git', 'https://u:secret@h/x?t=1', '..'],
    ...[
      '${{ x }}',
      'rolling',
      '\u202e',
      'template:default/x',
      'aws_db_instance',
      '/',
    ],
  ),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(null, true, 0, -1e300),
);
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));
const text = fc.oneof(
  tree.map(value => JSON.stringify(value)),
  fc.string({ maxLength: 100 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'module "x" {',
          '}',
          'source = ',
          '"${',
          '"',
          '\n',
          'FROM ',
          '* @a',
        ],
        ...[
          '<<E\n',
          '[x]',
          '!',
          '**/',
          '@Library(',
          "'a@b'",
          '- &a',
          '*a',
          ': ',
        ],
      ),
      { maxLength: 20 },
    )
    .map(parts => parts.join('')),
);

/** All texts in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(textsIn)
    : [];
}

describe('codeCollectors, over what others wrote', () => {
  it('say one thing of the entity, bounded and by the schema, whatever the files hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...paths), text, { maxKeys: 8 }),
        leaf,
        tree,
        async (content, annotation, spec) => {
          const files = new MemoryEntityFiles({
            [ref]: content,
            'template:default/x': content,
          });
          const listed = Object.keys(content).sort();
          const history: EntityHistory = {
            commits: async () => undefined,
            firstCommitAt: async () => null,
            trackedPaths: async () => ({ complete: true, paths: listed }),
            lineChanges: async () => undefined,
            catalogFileVersions: async () => ({
              knownSince: '2026-01-01T00:00:00.000Z',
              complete: true,
              versions: Object.values(content).map(it => ({
                at: '2026-01-02T00:00:00.000Z',
                text: it,
              })),
            }),
          };
          const entity: Entity = {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'shop',
              annotations: {
                'backstage.io/source-template': annotation as string,
              },
            },
            spec: {
              type: 'service',
              dependsOn: [annotation],
              x: spec,
            } as never,
            relations: [{ type: 'dependsOn', targetRef: 'resource:default/x' }],
          };
          const known = ['template', 'resource'].map(
            (kind): Entity => ({
              apiVersion: 'x/v1',
              kind,
              metadata: { name: 'x', tags: spec as never },
              spec: { type: annotation, steps: [spec] } as never,
            }),
          );
          const collectors = codeCollectors({
            files,
            history,
            entities: new ListedEntities(known),
            schedule: () => ({
              frequency: { hours: 24 },
              timeToLive: { days: 3 },
            }),
          });
          for (const collector of collectors) {
            const { signal } = new AbortController();
            const run = await collector.open({
              now: new Date('2026-06-15T12:00:00Z'),
              signal,
            });
            const [found, ...more]: Observation[] = await run.collect(
              [collectionTarget(entity)],
              { signal },
            );
            expect(more).toEqual([]);
            expect(found.entityRef).toBe(ref);
            const told: Problem[] = found.problems ?? [];
            expect(textsIn(told).join()).not.toMatch(/secret/);
            // Junk is a problem of its file, and never an error of the collector.
            const status = found.status === 'failed' ? String(found.error) : '';
            expect(status).toBe('');
            const data = found.status === 'observed' ? found.data : {};
            const schema = factSchemas.find(
              it => it.collector === collector.id,
            )?.schema;
            const required =
              found.status === 'observed' ? schema?.required : [];
            expect(Object.keys(data)).toEqual(
              expect.arrayContaining(required as string[]),
            );
            const texts = textsIn(data);
            expect(texts.every(it => it.length <= 1_000)).toBe(true);
            expect(texts.join()).not.toMatch(/secret|\u202e/);
          }
        },
      ),
      { numRuns: 400 },
    );
  }, 120_000);
});
