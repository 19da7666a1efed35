import { Entity } from '@backstage/catalog-model';
import { TestRepository } from '../__testUtils__/TestRepository';
import { CodeownersObserver } from './CodeownersObserver';

describe('CodeownersObserver', () => {
  const repository = new TestRepository();
  const { files, history } = repository;
  const observer = new CodeownersObserver({ files, history });

  const owner = (slug?: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'payments',
      annotations: slug ? { 'github.com/team-slug': slug } : {},
    },
  });
  const owned = {
    relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
  };

  it('counts the files of the directory of an entity, by rules at the root of its repository', async () => {
    repository.start({
      '.github/CODEOWNERS':
        '* @acme/all\n/services/pay/ @acme/payments @Ada\n*.md\n',
      CODEOWNERS: '* @not/this',
      'services/pay/a.ts': '',
      'services/pay/README.md': '',
      'services/pay/src/b.ts': '',
      'services/other/c.ts': '',
    });
    repository.write({ 'services/pay/untracked.ts': '' });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target('services/pay', owned),
      [owner('acme/Payments')],
    );
    expect(fact).toEqual({
      path: '.github/CODEOWNERS',
      files: 3,
      covered: 2,
      owners: ['@acme/payments', '@ada'],
      ownerSlugs: ['@acme/payments'],
      coveredByOwner: 2,
    });
    expect(problems).toEqual([]);
  });

  it('says where there is none, and that no owner carries a slug', async () => {
    repository.start({ 'a.ts': '' });
    const { fact } = await repository.fact(
      observer,
      repository.target('.', owned),
      [owner()],
    );
    expect(fact).toMatchObject({ path: null, files: 1, ownerSlugs: [] });
  });

  it('tells of lines that are passed over', async () => {
    repository.start({ 'docs/CODEOWNERS': '* @a\n!x @b\n' });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target(),
    );
    expect(fact).toMatchObject({ path: 'docs/CODEOWNERS', covered: 1 });
    expect(problems).toEqual([
      expect.stringMatching(/^docs\/CODEOWNERS:2 .*cannot begin with/),
    ]);
  });

  it('says nothing where git does not tell the files', async () => {
    repository.startWithoutGit({ CODEOWNERS: '* @a', 'catalog-info.yaml': '' });
    expect(await repository.observe(observer, repository.target())).toEqual(
      expect.objectContaining({ status: 'absent' }),
    );
  });

  it('fails on a CODEOWNERS that is too large, rather than say that there is none', async () => {
    repository.start({ CODEOWNERS: '#'.repeat(1024 * 1024 + 1) });
    const observation = await repository.observe(observer, repository.target());
    expect(observation).toMatchObject({
      status: 'failed',
      problems: [{ name: 'CODEOWNERS' }],
    });
  });

  it('fails the one entity whose rules take too much effort', async () => {
    const names = Array.from({ length: 2_000 }, (_, i) => `a${i}a`);
    repository.start({
      CODEOWNERS: Array.from(
        { length: 20_000 },
        (_, i) => `*a?${i}*x*y @o`,
      ).join('\n'),
      ...Object.fromEntries(names.map(name => [name, ''])),
    });
    expect(
      await repository.observe(observer, repository.target()),
    ).toMatchObject({
      status: 'failed',
      error: { message: expect.stringMatching(/too many patterns/) },
    });
  });
});
