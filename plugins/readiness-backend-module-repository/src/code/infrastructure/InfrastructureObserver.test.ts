import fc from 'fast-check';
import { TestRepository } from '../__testUtils__/TestRepository';
import { InfrastructureObserver } from './InfrastructureObserver';
import { moduleSource } from './moduleSource';

describe('moduleSource', () => {
  it.each([
    ['./modules/x', null, undefined],
    ['../x', null, undefined],
    ['/opt/x', null, undefined],
    ['platform/database/aws', '4.2.1', ['platform/database/aws', '4.2.1']],
    [
      'registry.example.org/platform/database/aws//modules/x',
      '= 4.2',
      ['registry.example.org/platform/database/aws//modules/x', '4.2.0'],
    ],
    ['platform/database/aws', '~> 4.2', ['platform/database/aws', null, false]],
    [
      'platform/database/aws',
      '>= 1, < 2',
      ['platform/database/aws', null, false],
    ],
    ['platform/database/aws', null, ['platform/database/aws', null, false]],
    [
      'git::https://me:secret@git.example.org/platform/modules.git//database?ref=v1.2.3&depth=1',
      null,
      ['git.example.org/platform/modules//database', 'v1.2.3'],
    ],
    [
      'git::ssh://git@git.example.org/platform/modules.git?ref=database-v1.2.3',
      null,
      ['git.example.org/platform/modules', 'v1.2.3'],
    ],
    [
      'git@github.com:acme/modules.git//x?ref=1111111111111111111111111111111111111111',
      null,
      ['github.com/acme/modules//x', null, true],
    ],
    [
      'github.com/acme/modules?ref=main',
      null,
      ['github.com/acme/modules', null, false],
    ],
    [
      'github.com/acme/modules?ref=release/1.2.3',
      null,
      ['github.com/acme/modules', null, false],
    ],
    ['github.com/acme/modules', null, ['github.com/acme/modules', null, false]],
    [
      'hg::https://hg.example.org/x?rev=1.0.0',
      null,
      ['hg.example.org/x', '1.0.0'],
    ],
    [
      'https://files.example.org/x.zip',
      null,
      ['files.example.org/x.zip', null, false],
    ],
    [
      'https://files.example.org/x.zip?checksum=sha256:aa11',
      null,
      ['files.example.org/x.zip', null, true],
    ],
    [
      's3::https://s3.amazonaws.com/bucket/x.zip?version=abc',
      null,
      ['s3.amazonaws.com/bucket/x.zip', null, true],
    ],
    [
      'oci://example.org/modules/x?tag=1.1.0',
      null,
      ['example.org/modules/x', '1.1.0'],
    ],
    [
      'oci://example.org/modules/x?digest=sha256:aa',
      null,
      ['example.org/modules/x', null, true],
    ],
  ])('understands %s with version %s', (written, constraint, expected) => {
    const [source, version, pinned = true] = expected ?? [];
    expect(moduleSource(written, constraint)).toEqual(
      expected && { source, version, pinned },
    );
  });

  it('never shows a user, a password or a query', () => {
    const part = fc.constantFrom(
      ...[
        'git::',
        'https://',
        'ssh://',
        'git@',
        'me:secret@',
        'h.example',
        '/',
      ],
      ...['a', '.git', '//', '?', 'ref=', '?token=secret', '#', '&', ':', '\n'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), parts => {
        const found = moduleSource(parts.join(''), null);
        const source = typeof found === 'object' ? found.source : '';
        expect(source).not.toMatch(/[?#\n]/);
        // Only behind a scheme, or before a host, is it a user.
        expect(source).not.toMatch(/^[^/]*@|token/);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('InfrastructureObserver', () => {
  const repository = new TestRepository();
  const observer = new InfrastructureObserver();

  it('reads module blocks of both syntaxes, and leaves copies and skeletons out', async () => {
    repository.start({
      'infra/database.tf':
        'module "b" {\n source = "acme/b/aws"\n version = "1.0.0"\n}\nmodule "a" {\n source = "github.com/acme/a?ref=main"\n}\nmodule "own" { source = "./own" }\n',
      'infra/own/main.tofu':
        'module "deep" {\n source = "acme/deep/aws"\n version = "~> 1.0"\n}\n',
      'infra/json.tf.json': JSON.stringify({
        module: { c: [{ source: 'acme/c/aws', version: '2.0.0' }] },
      }),
      '.terraform/modules/b/main.tf': 'module "x" { source = "acme/x/aws" }',
      'templates/skeleton/main.tf': 'module "${{ values.name }}" {',
      'README.md': 'module "x" { source = "acme/x/aws" }',
    });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target(),
    );
    expect(problems).toEqual([]);
    expect(fact).toMatchObject({ files: 3, broken: 0 });
    expect(
      fact.modules.map(it => [
        it.path,
        it.name,
        it.source,
        it.version,
        it.pinned,
      ]),
    ).toEqual([
      ['infra/database.tf', 'a', 'github.com/acme/a', null, false],
      ['infra/database.tf', 'b', 'acme/b/aws', '1.0.0', true],
      ['infra/json.tf.json', 'c', 'acme/c/aws', '2.0.0', true],
      ['infra/own/main.tofu', 'deep', 'acme/deep/aws', null, false],
    ]);
  });

  it('counts files that cannot be read, with their lines, and keeps the others', async () => {
    repository.start({
      'a.tf': 'module "ok" { source = "acme/a/aws" }\nmodule "b" {',
      'b.tf': 'variable "x" {}\nmodule "v" {\n source = var.x\n}\n',
      'c.tf.json': '{"module": ',
      'd.tf': `# ${'x'.repeat(1024 * 1024)}`,
      'e.tf': 'module "fine" { source = "acme/e/aws" }',
    });
    const { fact, problems } = await repository.fact(
      observer,
      repository.target(),
    );
    expect(fact.broken).toBe(4);
    expect(fact.modules.map(({ name }) => name)).toEqual(['ok', 'fine']);
    expect(problems.map(problem => problem.split(' ')[0])).toEqual([
      'd.tf',
      'a.tf:2',
      'b.tf:2',
      'c.tf.json:1',
    ]);
  });

  it('says of a directory without infrastructure code that there is none', async () => {
    repository.start({ 'README.md': '' });
    const { fact } = await repository.fact(observer, repository.target());
    expect(fact).toMatchObject({ files: 0, modules: [], broken: 0 });
  });
});
