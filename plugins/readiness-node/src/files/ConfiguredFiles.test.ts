import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findConfiguredFiles } from './ConfiguredFiles';

let root: string;
beforeEach(async () => {
  root = await fs.mkdtemp(join(tmpdir(), 'configured-'));
  for (const path of ['in/a.yaml', 'in/deep/b.json', 'in/c.txt', 'out/d.yml']) {
    await fs.mkdir(dirname(join(root, path)), { recursive: true });
    await fs.writeFile(join(root, path), path);
  }
});
afterEach(() => fs.rm(root, { recursive: true }));

const find = async (patterns: string[], limits: object = {}) => {
  const found = await findConfiguredFiles(patterns, {
    workingDirectory: join(root, 'in'),
    maxFiles: 10,
    maxBytes: 100,
    ...limits,
  });
  return { ...found, sources: found.files.map(it => it.source) };
};

describe('findConfiguredFiles', () => {
  it.each([
    ['a file', ['a.yaml'], ['a.yaml']],
    ['a file of any ending', ['c.txt'], ['c.txt']],
    ['a directory', ['.'], ['a.yaml', 'deep/b.json']],
    ['a glob', ['**/*.json', '*'], ['a.yaml', 'deep/b.json']],
    ['a neighbour', ['../out/*.yml'], ['../out/d.yml']],
    ['one file twice', ['a.yaml', '*.yaml', '../in/a.yaml'], ['a.yaml']],
  ])('finds %s', async (_, patterns, sources) => {
    const found = await find(patterns);
    expect(found.sources).toEqual(sources);
    expect(found).toMatchObject({ unmatched: [], cut: false });
  });

  it('names files of absolute patterns without their place on the machine', async () => {
    const { sources, files } = await find([`${root}/out`, `${root}/in/*.yaml`]);
    expect(sources).toEqual(['in/a.yaml', 'out/d.yml']);
    await expect(files[0].read()).resolves.toBe('in/a.yaml');
  });

  it('follows links to files, as volumes of Kubernetes have them', async () => {
    await fs.symlink(join(root, 'out/d.yml'), join(root, 'in/link.yaml'));
    await fs.symlink(join(root, 'gone'), join(root, 'in/dangling.yaml'));
    expect((await find(['*.yaml'])).sources).toEqual(['a.yaml', 'link.yaml']);
  });

  it('says which patterns lead nowhere', async () => {
    const found = await find(['*.yaml', 'no.yaml', 'no/*.yaml', '*.txt']);
    expect(found.unmatched).toEqual(['no.yaml', 'no/*.yaml', '*.txt']);
  });

  it('takes other endings where it is told so', async () => {
    const found = await find(['.'], { accepts: /\.txt$/ });
    expect(found.sources).toEqual(['c.txt']);
  });

  it('gives the path below the first wildcard, and the size', async () => {
    const { files } = await find([`${root}/*/deep/*.json`, 'a.yaml']);
    expect(files.map(({ path, size }) => [path, size])).toEqual([
      ['a.yaml', 9],
      ['in/deep/b.json', 14],
    ]);
  });

  it('reads the start of a file that is too large to be read', async () => {
    const { files } = await find(['a.yaml'], { maxBytes: 3 });
    await expect(files[0].readStart(6)).resolves.toBe('in/a.y');
    await expect(files[0].readStart(60)).resolves.toBe('in/a.yaml');
  });

  it('holds to its bounds', async () => {
    const many = await find(['**/*'], { maxFiles: 1 });
    expect(many).toMatchObject({ cut: true });
    expect(many.files).toHaveLength(1);
    const { files } = await find(['a.yaml'], { maxBytes: 3 });
    await expect(files[0].read()).rejects.toThrow('more than 3 bytes');
  });

  it('says nothing of the machine when a file goes away', async () => {
    const { files } = await find(['a.yaml']);
    await fs.rm(join(root, 'in/a.yaml'));
    await expect(files[0].read()).rejects.toThrow(
      /^The file cannot be read \(ENOENT\)\.$/,
    );
  });
});
