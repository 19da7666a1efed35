import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { FileLimits } from './FileLimits';

const globs = ['README.md', 'docs/**'];

describe('DefaultEntityFiles on local directories', () => {
  const root = createMockDirectory();
  let problems: Problem[];

  beforeEach(() => {
    problems = [];
    root.clear();
  });

  function create(
    options: { limits?: Partial<FileLimits>; allow?: string[] } = {},
  ) {
    const allow = options.allow ?? [];
    return DefaultEntityFiles.create({
      config: mockServices.rootConfig({
        data: { readiness: { repository: { file: { allow } } } },
      }),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
      limits: options.limits,
    });
  }

  function entityAt(directory: string, source?: string): Entity {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'shop',
        annotations: {
          'backstage.io/managed-by-location': `file:${join(
            directory,
            'catalog-info.yaml',
          )}`,
          ...(source === undefined
            ? {}
            : { 'backstage.io/source-location': source }),
        },
      },
    };
  }

  async function read(
    entity: Entity,
    options: {
      limits?: Partial<FileLimits>;
      allow?: string[];
      globs?: string[];
    } = {},
  ): Promise<Record<string, string> | undefined> {
    const listing = await create(options).list({
      entity,
      globs: options.globs ?? globs,
      onRefused: problem => problems.push(problem),
    });
    problems.push(...(listing?.problems ?? []));
    if (!listing) {
      return undefined;
    }
    return Object.fromEntries(
      await Promise.all(
        listing.files.map(async f => [f.path, await f.content()] as const),
      ),
    );
  }

  it('reads what matches in the directory of the entity, in order, and nothing else', async () => {
    root.setContent({
      shop: {
        'README.md': 'shop',
        'docs/b.md': 'b',
        'docs/a/c.md': 'c',
        'docs/node_modules/x.md': 'no',
        'docs/.git/x.md': 'no',
        'src/main.ts': 'no',
      },
      'README.md': 'above',
    });
    const files = await read(entityAt(root.resolve('shop')));
    expect(files).toEqual({
      'README.md': 'shop',
      'docs/a/c.md': 'c',
      'docs/b.md': 'b',
    });
    expect(Object.keys(files ?? {})).toEqual([
      'README.md',
      'docs/a/c.md',
      'docs/b.md',
    ]);
    expect(problems).toEqual([]);
  });

  it('sees a new file at once, and names no directory of the machine', async () => {
    root.setContent({ shop: { 'README.md': 'shop' } });
    const files = create();
    const entity = entityAt(root.resolve('shop'));
    await files.list({ entity, globs });
    root.addContent({ 'shop/docs/runbook.md': 'new' });
    const listing = await files.list({ entity, globs });
    expect(listing?.files.map(f => f.path)).toEqual([
      'README.md',
      'docs/runbook.md',
    ]);
    expect(JSON.stringify(listing)).not.toContain(root.path);
    expect(listing?.location).toBe('shop');
  });

  it.each([
    ['/etc', () => 'file:/etc'],
    ["another team's directory", () => `file:${root.resolve('theirs')}`],
    ['the directory above', () => `file:${root.resolve('shop/..')}`],
    ['a link to another directory', () => `file:${root.resolve('shop/link')}`],
    ['a directory that begins alike', () => `file:${root.resolve('shop-2')}`],
    ['the root', () => 'file:/'],
    ['a relative path', () => 'file:../theirs'],
    ['a repository elsewhere', () => 'url:https://github.com/acme/theirs'],
    ['something that is no location', () => 'nonsense'],
    ['an unknown type of location', () => 'dir:.'],
  ])('reads nothing for a source location at %s', async (_, source) => {
    root.setContent({
      shop: { 'README.md': 'mine' },
      theirs: { 'README.md': 'secret' },
      'shop-2': { 'README.md': 'secret' },
    });
    await fs.symlink(root.resolve('theirs'), root.resolve('shop/link'));
    const entity = entityAt(root.resolve('shop'), source());
    expect(await read(entity)).toBeUndefined();
    expect(problems).toMatchObject([
      {
        name: 'backstage.io/source-location',
        entityRef: 'component:default/shop',
      },
    ]);
    expect(JSON.stringify(problems)).not.toContain(root.path);
  });

  it('reads a source location below its own directory or an allowed one', async () => {
    root.setContent({
      shop: { sub: { 'README.md': 'sub' } },
      shared: { a: { 'README.md': 'shared' } },
    });
    const sub = entityAt(
      root.resolve('shop'),
      `file:${root.resolve('shop/sub')}`,
    );
    expect(await read(sub)).toEqual({ 'README.md': 'sub' });
    const shared = entityAt(
      root.resolve('shop'),
      `file:${root.resolve('shared/a/')}`,
    );
    expect(await read(shared)).toBeUndefined();
    const allow = [root.resolve('shared')];
    expect(await read(shared, { allow })).toEqual({ 'README.md': 'shared' });
  });

  it('follows links inside the directory only, and says which others it left out', async () => {
    root.setContent({
      shop: { 'docs/real.md': 'real', manual: { 'a.md': 'manual' } },
      theirs: { 'secret.md': 'secret' },
    });
    const link = (target: string, path: string) =>
      fs.symlink(target, root.resolve('shop', path));
    await link('docs/real.md', 'README.md');
    await link('../manual', 'docs/inside');
    await link('/etc/passwd', 'docs/passwd');
    await link('/etc', 'docs/etc');
    await link('../../theirs/secret.md', 'docs/up.md');
    await link('nowhere', 'docs/broken.md');
    await link('..', 'docs/loop');
    expect(await read(entityAt(root.resolve('shop')))).toEqual({
      'README.md': 'real',
      'docs/inside/a.md': 'manual',
      'docs/real.md': 'real',
    });
    expect(problems.map(p => p.name).sort()).toEqual([
      'docs/broken.md',
      'docs/etc',
      'docs/passwd',
      'docs/up.md',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/\/etc\/|theirs/);
  });

  it('does not read a file that was replaced by a link after it was listed', async () => {
    root.setContent({ shop: { 'README.md': 'mine' }, 'secret.md': 'secret' });
    const listing = await create().list({
      entity: entityAt(root.resolve('shop')),
      globs,
    });
    await fs.rm(root.resolve('shop/README.md'));
    await fs.symlink(root.resolve('secret.md'), root.resolve('shop/README.md'));
    const content = listing?.files[0].content();
    await expect(content).rejects.toThrow(/README\.md cannot be opened/);
    await expect(content).rejects.not.toThrow(root.path);
  });

  it('does not hang on a pipe', async () => {
    root.setContent({ shop: { 'docs/a.md': 'a' } });
    execFileSync('mkfifo', [root.resolve('shop/README.md')]);
    expect(await read(entityAt(root.resolve('shop')))).toEqual({
      'docs/a.md': 'a',
    });
    expect(problems).toMatchObject([
      { name: 'README.md', message: expect.stringMatching(/regular file/) },
    ]);
  });

  it('refuses patterns that lead out, and reads the others', async () => {
    root.setContent({ shop: { 'README.md': 'mine' }, 'secret.md': 'secret' });
    const entity = entityAt(root.resolve('shop'));
    const hostile = [
      '../*.md',
      '/etc/passwd',
      'README.md',
      'docs/../../secret.md',
    ];
    expect(await read(entity, { globs: hostile })).toEqual({
      'README.md': 'mine',
    });
    expect(problems).toHaveLength(3);
  });

  it('stops at each of its bounds with a problem', async () => {
    const docs = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [
        `docs/${10 + i}.md`,
        'x'.repeat(100),
      ]),
    );
    root.setContent({
      shop: {
        ...docs,
        'README.md': 'x'.repeat(5_000),
        'docs/z/y/x/deep.md': 'x',
      },
    });
    const entity = entityAt(root.resolve('shop'));
    const bounded = async (limits: Partial<FileLimits>) => {
      problems = [];
      const files = await read(entity, { limits });
      return [
        Object.keys(files ?? {}).length,
        problems.map(p => `${p.name}: ${p.message}`).join(' '),
      ];
    };
    expect(await bounded({})).toEqual([32, '']);
    expect(await bounded({ maxFileBytes: 1_024 })).toEqual([
      31,
      'README.md: Is larger than 1 KB and was not read.',
    ]);
    expect(await bounded({ maxFiles: 10 })).toEqual([
      10,
      expect.stringMatching(/More than 10 files match/),
    ]);
    expect(await bounded({ maxTotalBytes: 6_000 })).toEqual([
      11,
      expect.stringMatching(/larger than 6 KB together/),
    ]);
    expect(await bounded({ maxDepth: 2 })).toEqual([
      31,
      expect.stringMatching(/docs\/z\/y: Is too deep/),
    ]);
    expect(await bounded({ maxWalked: 10 })).toEqual([
      expect.any(Number),
      expect.stringMatching(/only the first 10 were looked at/),
    ]);
  });

  it('throws without naming a path where its own directory is gone', async () => {
    const gone = read(entityAt(root.resolve('gone')));
    await expect(gone).rejects.toThrow(/is not there/);
    await expect(gone).rejects.not.toThrow(root.path);
  });

  it('reads nothing below the root of the file system', async () => {
    expect(await read(entityAt('/'))).toBeUndefined();
  });

  it('stops when it is told to', async () => {
    root.setContent({ shop: { 'README.md': 'x' } });
    const listing = create().list({
      entity: entityAt(root.resolve('shop')),
      globs,
      signal: AbortSignal.abort(new Error('stop')),
    });
    await expect(listing).rejects.toThrow('stop');
  });

  it('reads nothing outside, whatever links and annotations there are', async () => {
    const places = [
      'shop',
      'shop/docs',
      'shop/docs/a',
      'theirs',
      'theirs/docs',
    ];
    const place = fc.constantFrom(...places);
    const target = fc.oneof(
      place.map(p => root.resolve(p)),
      fc.constantFrom(
        '..',
        '../..',
        '../theirs',
        '../../theirs/docs',
        '/etc',
        '.',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            place,
            fc.constantFrom('x', 'docs', 'README.md', 'y.md'),
            target,
          ),
          {
            maxLength: 6,
          },
        ),
        fc.option(
          fc.oneof(
            fc.string(),
            target.map(t => `file:${t}`),
            fc
              .tuple(place, fc.constantFrom('/x', '/docs', '/..', '/./'))
              .map(([p, t]) => `file:${root.resolve(p)}${t}`),
          ),
          { nil: undefined },
        ),
        async (links, source) => {
          root.clear();
          for (const directory of places) {
            const owner = directory.split('/')[0];
            root.addContent({ [`${directory}/text.md`]: owner });
          }
          root.addContent({ 'text.md': 'above' });
          for (const [directory, name, to] of links) {
            await fs.symlink(to, root.resolve(directory, name)).catch(() => {});
          }
          const files = await read(entityAt(root.resolve('shop'), source), {
            globs: ['**'],
          });
          for (const content of Object.values(files ?? {})) {
            expect(content).toBe('shop');
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
