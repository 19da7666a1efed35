import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { TestRepository } from '../__testUtils__/TestRepository';
import { ContributorsObserver } from './ContributorsObserver';
import { DependencyHistoryObserver } from './DependencyHistoryObserver';
import { ProductionObserver } from './ProductionObserver';
import { RunbookHistoryObserver } from './RunbookHistoryObserver';

const repository = new TestRepository();
const { history } = repository;

const catalogInfo = (spec: JsonObject, name = 'pay') =>
  `${JSON.stringify({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name },
    spec,
  })}\n`;

describe('ContributorsObserver', () => {
  const observer = new ContributorsObserver({ history });

  it('counts commits of people in the directory, and names nobody', async () => {
    repository.start();
    const commit = (n: number, by: Parameters<typeof repository.commit>[1]) =>
      repository.commit({ 'pay/a.txt': String(n) }, by);
    commit(1, { name: 'Ada', at: '2025-01-01T00:00:00Z' });
    commit(2, { name: 'Ada', at: '2026-02-01T00:00:00Z' });
    commit(3, { name: 'Ada', email: 'ADA@example.com' });
    commit(4, {
      name: 'Bob',
      message:
        'Pair\n\nCo-authored-by: Ada <ada@example.com>\nCo-authored-by: Eve <eve@example.com>',
    });
    commit(5, { name: 'dependabot[bot]' });
    commit(6, { name: 'Renovate Bot', email: 'bot@renovateapp.com' });
    repository.commit({ 'other/b.txt': '' }, { name: 'Zoe' });
    repository.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
    repository.commit({ 'pay/c.txt': '' }, { name: 'Cy' });
    repository.git('checkout', '--quiet', 'main');
    repository.git(
      ...['-c', 'user.name=Mel', '-c', 'user.email=mel@example.com'],
      ...['merge', '--quiet', '--no-ff', '-m', 'Merge', 'side'],
    );
    const { fact, problems } = await repository.fact(
      observer,
      repository.target('pay'),
    );
    expect(fact).toEqual({
      since: '2025-12-17',
      complete: true,
      commits: 4,
      shares: [58.3, 25, 8.3, 8.3],
    });
    expect(JSON.stringify([fact, problems])).not.toMatch(/ada|bob|eve|cy|@/i);
  });

  it('gives two people who do everything together half of it each', async () => {
    repository.start();
    for (const n of [1, 2, 3]) {
      repository.commit(
        { 'pay/a.txt': String(n) },
        {
          name: n === 2 ? 'Bob' : 'Ada',
          message:
            'Pair\n\nCo-authored-by: Ada <ada@example.com>\nCo-authored-by: Bob <bob@example.com>',
        },
      );
    }
    const { fact } = await repository.fact(observer, repository.target('pay'));
    expect(fact).toMatchObject({ commits: 3, shares: [50, 50] });
  });

  it('says nothing of a directory outside of git', async () => {
    repository.startWithoutGit({ 'catalog-info.yaml': '' });
    expect(
      await repository.observe(observer, repository.target()),
    ).toMatchObject({ status: 'absent' });
  });
});

describe('RunbookHistoryObserver', () => {
  const observer = new RunbookHistoryObserver({ history });

  it('tells the days and lines of changes of runbooks alone', async () => {
    repository.start();
    repository.commit(
      { 'docs/runbooks/a.md': 'one\n\ntwo\n', 'README.md': 'x' },
      { at: '2026-01-10T00:00:00Z' },
    );
    repository.commit(
      { 'docs/runbooks/a.md': 'one\n\n\n\ntwo\n' },
      { at: '2026-02-10T00:00:00Z' },
    );
    repository.commit(
      { 'docs/runbooks/a.md': 'one\n2\n', 'README.md': 'y' },
      { at: '2026-03-10T00:00:00Z' },
    );
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toEqual({
      knownSince: '2026-01-10',
      changes: [
        { on: '2026-03-10', lines: 2, path: 'docs/runbooks/a.md' },
        { on: '2026-01-10', lines: 2, path: 'docs/runbooks/a.md' },
      ],
    });
  });

  it('knows of twelve months where the repository is older, also without a runbook', async () => {
    repository.start();
    repository.commit(
      { 'docs/runbook.md': 'a\n' },
      { at: '2020-01-01T00:00:00Z' },
    );
    repository.git('rm', '--quiet', 'docs/runbook.md');
    repository.commit({}, { at: '2026-04-01T00:00:00Z' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toEqual({
      knownSince: '2025-06-15',
      changes: [{ on: '2026-04-01', lines: 1, path: 'docs/runbook.md' }],
    });
  });

  it('does not know outside of git', async () => {
    repository.startWithoutGit({ 'docs/runbook.md': 'a' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toEqual({ knownSince: null, changes: [] });
  });
});

describe('ProductionObserver', () => {
  const observer = new ProductionObserver({ history });
  const lifecycle = (value: string) => ({
    'catalog-info.yaml': `${catalogInfo(
      { lifecycle: 'x' },
      'other',
    )}---\n${catalogInfo({ lifecycle: value })}`,
  });

  it('finds the day on which the lifecycle of the entity became production', async () => {
    repository.start();
    repository.commit(lifecycle('experimental'), {
      at: '2026-01-01T00:00:00Z',
    });
    repository.commit(lifecycle('Production'), { at: '2026-03-02T00:00:00Z' });
    repository.commit(
      { 'catalog-info.yaml': 'kind: [' },
      { at: '2026-03-03T00:00:00Z' },
    );
    repository.commit(lifecycle('deprecated'), { at: '2026-04-01T00:00:00Z' });
    repository.commit(lifecycle('production'), { at: '2026-05-01T00:00:00Z' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toEqual({ since: '2026-03-02', seenIn: 'catalog' });
  });

  it.each([
    ['was always', 'production'],
    ['never was', 'experimental'],
  ])('does not know of one that %s in production', async (_, value) => {
    repository.start();
    repository.commit(lifecycle(value), { at: '2026-01-01T00:00:00Z' });
    repository.commit(lifecycle(`${value} `), { at: '2026-02-01T00:00:00Z' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toEqual({ since: null, seenIn: null });
  });
});

describe('DependencyHistoryObserver', () => {
  const observer = new DependencyHistoryObserver({ history });
  const dependsOn = (...refs: string[]) => ({
    'catalog-info.yaml': catalogInfo({ dependsOn: refs }),
  });
  const targetOf = (...refs: string[]) =>
    repository.target('.', {
      relations: refs.map(targetRef => ({ type: 'dependsOn', targetRef })),
    });
  const database: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'orders-db' },
    spec: { type: 'database' },
  };

  it('dates what was added since the document begins, by the last time it came', async () => {
    repository.start();
    repository.commit(dependsOn('component:first', 'component:again'), {
      at: '2026-01-01T00:00:00Z',
    });
    repository.commit(dependsOn('component:first', 'Resource:orders-db'), {
      at: '2026-02-01T00:00:00Z',
    });
    repository.commit(
      dependsOn(
        'component:first',
        'resource:default/orders-db',
        'component:again',
      ),
      { at: '2026-03-01T00:00:00Z' },
    );
    const { fact } = await repository.fact(
      observer,
      targetOf(
        ...['component:default/first', 'component:default/again'],
        ...['resource:default/orders-db', 'component:default/elsewhere'],
      ),
      [database],
    );
    expect(fact).toEqual({
      knownSince: '2026-01-01',
      added: [
        {
          ref: 'component:default/again',
          name: 'again',
          type: null,
          addedAt: '2026-03-01',
        },
        {
          ref: 'resource:default/orders-db',
          name: 'orders-db',
          type: 'database',
          addedAt: '2026-02-01',
        },
      ],
    });
  });

  it('goes by what was seen before, where there is no git', async () => {
    repository.startWithoutGit(dependsOn('component:a'));
    const first = await repository.fact(
      observer,
      targetOf('component:default/a'),
    );
    expect(first.fact).toEqual({
      knownSince: '2026-06-15',
      added: [],
      seen: ['component:default/a'],
    });
    const later = await repository.fact(observer, {
      ...targetOf('component:default/a', 'component:default/b'),
      previous: { ...first.fact, knownSince: '2026-05-01' },
    });
    expect(later.fact).toEqual({
      knownSince: '2026-05-01',
      added: [
        {
          ref: 'component:default/b',
          name: 'b',
          type: null,
          addedAt: '2026-06-15',
        },
      ],
      seen: ['component:default/a', 'component:default/b'],
    });
  });

  it('forgets an addition that was taken back', async () => {
    repository.startWithoutGit(dependsOn('component:a'));
    const target = targetOf('component:default/a');
    const added = {
      ref: 'component:default/b',
      name: 'b',
      type: null,
      addedAt: '2026-05-01',
    };
    const { fact } = await repository.fact(observer, {
      ...target,
      previous: {
        knownSince: '2026-01-01',
        added: [added],
        seen: ['component:default/a', 'component:default/b'],
      },
    });
    expect(fact).toEqual({
      knownSince: '2026-01-01',
      added: [],
      seen: ['component:default/a'],
    });
  });
});
