import { createMockDirectory } from '@backstage/backend-test-utils';
import { promises as fs } from 'node:fs';
import { findFiles } from './findFiles';
import { readTexts } from './readTexts';

const directory = createMockDirectory();

const find = (...args: string[]) =>
  findFiles(args, {
    cwd: directory.resolve('work'),
    accepts: path => path.endsWith('.yaml'),
  });
const sources = async (...args: string[]) =>
  (await find(...args)).map(({ source }) => source);

describe('findFiles', () => {
  beforeEach(() => {
    directory.setContent({
      work: {
        'a.yaml': 'a',
        'b.txt': 'b',
        deep: {
          'c.yaml': 'c',
          node_modules: { 'x.yaml': 'x' },
          '.git': { 'y.yaml': 'y' },
        },
      },
      other: { 'secret.yaml': 'secret' },
    });
  });

  it('takes files as they are named, what fits of directories, and patterns', async () => {
    expect(await sources('b.txt')).toEqual(['b.txt']);
    expect(await sources('.')).toEqual(['a.yaml', 'deep/c.yaml']);
    expect(await sources('**/*.yaml')).toEqual(['a.yaml', 'deep/c.yaml']);
    expect(await sources('deep/*.yaml', 'deep')).toEqual(['deep/c.yaml']);
    expect(await sources('../other')).toEqual(['../other/secret.yaml']);
    expect((await find('a.yaml', '.')).map(({ named }) => named)).toEqual([
      true,
      false,
    ]);
  });

  it('follows no link out of a directory, and none in a circle', async () => {
    const link = (target: string, path: string) =>
      fs.symlink(target, directory.resolve('work', path));
    await link('../other/secret.yaml', 'link.yaml');
    await link('../../other', 'deep/out');
    await link('..', 'deep/up');
    await link('nowhere', 'deep/broken.yaml');
    expect(await sources('.')).toEqual(['a.yaml', 'deep/c.yaml']);
    expect(await sources('link.yaml')).toEqual(['link.yaml']);
  });

  it('says what leads to nothing', async () => {
    await expect(find('nope.yaml')).rejects.toThrow(
      'There is no file or directory "nope.yaml"',
    );
    await expect(find('*.nope')).rejects.toThrow('No file matches "*.nope"');
    await expect(find('*/../x.yaml')).rejects.toThrow('is no pattern');
  });

  it('reads no file beyond all measure, and lets it stop nothing that it was not named for', async () => {
    const huge = (path: string, begin: string) =>
      fs.writeFile(
        directory.resolve('work', path),
        begin.padEnd(5_000_001, 'x'),
      );
    await huge('data.yaml', 'rows: ');
    await huge('ours.yaml', 'kind: Scorecard ');
    const files = await find('.');
    const { texts, passedOver, problems } = await readTexts(files, {
      accepts: text => text === 'c' || text.startsWith('kind:'),
    });
    expect(texts.map(({ source }) => source)).toEqual(['deep/c.yaml']);
    expect(passedOver).toBe(2);
    expect(problems).toMatchObject([
      { source: 'ours.yaml', message: 'the file is larger than 5 MB' },
    ]);
    await expect(readTexts(await find('data.yaml'))).rejects.toThrow(
      'data.yaml is larger than 5 MB',
    );
  });
});
