import { mkdir, symlink } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { findFocusFiles } from './FocusFiles';

describe('findFocusFiles', () => {
  const root = createMockDirectory({
    content: {
      'backend/costs/2026-01.csv': 'a',
      'backend/costs/2026-02.csv.gz': 'b',
      'backend/costs/deep/2026-03.csv': 'c',
      'backend/[odd].csv': 'd',
      'exports/team/aws.csv': 'e',
    },
  });
  const directory = root.resolve('backend');
  const names = async (...patterns: string[]) =>
    (await findFocusFiles({ patterns, directory })).map(file => file.name);

  it('takes paths and globs, relative and absolute, each file once', async () => {
    expect(await names('costs/2026-01.csv', './costs/*.csv*')).toEqual([
      'costs/2026-01.csv',
      'costs/2026-02.csv.gz',
    ]);
    expect(await names('costs/**/*.csv')).toEqual([
      'costs/2026-01.csv',
      'costs/deep/2026-03.csv',
    ]);
    expect(await names(`${directory}/costs/*.gz`)).toEqual([
      'costs/2026-02.csv.gz',
    ]);
    expect(await names('[odd].csv')).toEqual(['[odd].csv']);
  });

  it('never shows an absolute path', async () => {
    expect(await names(root.resolve('exports/team/aws.csv'))).toEqual([
      'team/aws.csv',
    ]);
    const error = await names(root.resolve('exports/team/*.tsv')).catch(e => e);
    expect(error.message).toBe(
      "No file matches 'team/*.tsv' of readiness.cost.focus.files.",
    );
  });

  it('throws if one entry matches nothing, or no regular file', async () => {
    await expect(names('costs/*.csv', 'costs/none.csv')).rejects.toThrow(
      "No file matches 'costs/none.csv' of readiness.cost.focus.files.",
    );
    await expect(names('costs')).rejects.toThrow("No file matches 'costs'");
  });

  it('follows links, also to nowhere', async () => {
    await mkdir(root.resolve('backend/links'));
    await symlink(
      root.resolve('exports/team/aws.csv'),
      root.resolve('backend/links/aws.csv'),
    );
    await symlink('gone', root.resolve('backend/links/gone.csv'));
    expect(await names('links/*.csv')).toEqual(['links/aws.csv']);
    await expect(names('links/gone.csv')).rejects.toThrow('No file matches');
  });

  it('tells a changed file', async () => {
    const [before] = await findFocusFiles({
      patterns: ['costs/2026-01.csv'],
      directory,
    });
    root.addContent({ 'backend/costs/2026-01.csv': 'longer' });
    const [after] = await findFocusFiles({
      patterns: ['costs/2026-01.csv'],
      directory,
    });
    expect(after.fingerprint).not.toBe(before.fingerprint);
  });
});
