import { Entity } from '@backstage/catalog-model';
import {
  Collector,
  EntityHistory,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  collectionTarget,
  describeCollector,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { codeCollectors } from '..';
import { TestRepository } from '../__testUtils__/TestRepository';
import { ListedEntities } from '../collector';

const repository = new TestRepository();
let gone: Error | undefined;

/** The history of a real repository, which can be gone. */
const history: EntityHistory = {
  commits: options => answer(() => repository.history.commits(options)),
  firstCommitAt: options =>
    answer(() => repository.history.firstCommitAt(options)),
  trackedPaths: options =>
    answer(() => repository.history.trackedPaths(options)),
  lineChanges: options =>
    answer(async () => repository.history.lineChanges?.(options)),
  catalogFileVersions: options =>
    answer(async () => repository.history.catalogFileVersions?.(options)),
};

async function answer<T>(ask: () => Promise<T>): Promise<T> {
  if (gone) {
    throw gone;
  }
  return ask();
}

const lifecycle = (value: string, ...dependsOn: string[]) => ({
  'pay/catalog-info.yaml': JSON.stringify({
    kind: 'Component',
    metadata: { name: 'pay' },
    spec: { lifecycle: value, dependsOn },
  }),
});

const entityAt = (directory: string, name: string): Entity => ({
  ...repository.target(directory, {
    name,
    relations: [{ type: 'dependsOn', targetRef: 'component:default/b' }],
  }).entity,
});

const breakages = [
  new Error('The history cannot be read'),
  new RetryLaterError('Later', new Date('2026-06-15T13:00:00Z')),
].map(error => ({
  name: error.message,
  apply: async () => {
    gone = error;
    return async () => {
      gone = undefined;
    };
  },
}));

async function begin() {
  repository.start();
  repository.commit(
    { ...lifecycle('experimental'), 'pay/docs/runbook.md': 'one\n' },
    { at: '2026-01-01T00:00:00Z' },
  );
  repository.commit(lifecycle('production', 'component:b'), {
    at: '2026-02-01T00:00:00Z',
  });
  repository.write({ 'other/catalog-info.yaml': '{}' });
}

describe('collectors of history', () => {
  // Laws leave the source as it was.
  beforeAll(begin);

  describe.each([
    'contributors',
    'runbook-history',
    'dependency-history',
    'production',
  ])('%s', id => {
    describeCollector(id, {
      create: (): Collector => {
        const collectors = codeCollectors({
          files: repository.files,
          history,
          entities: new ListedEntities([]),
          schedule: () => ({
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          }),
        });
        const found = collectors.find(collector => collector.id === id);
        if (!found) {
          throw new Error(`No collector ${id}`);
        }
        return found;
      },
      targets: () =>
        [entityAt('pay', 'pay'), entityAt('other', 'other')].map(
          collectionTarget,
        ),
      now: repository.now,
      breakages,
      changes: [
        {
          name: 'the history begins anew, with another commit',
          apply: async () => {
            repository.start();
            repository.commit({}, { at: '2026-03-01T00:00:00Z' });
            repository.commit(
              {
                ...lifecycle('experimental'),
                'pay/docs/runbook.md': 'one\n2\n',
              },
              { at: '2026-04-01T00:00:00Z' },
            );
            repository.commit(
              { ...lifecycle('production', 'component:b'), 'pay/x': '' },
              { at: '2026-05-01T00:00:00Z', name: 'Bob' },
            );
            repository.commit({ 'pay/x': '1' }, { name: 'Eve' });
            return begin;
          },
        },
      ],
    });
  });
});
