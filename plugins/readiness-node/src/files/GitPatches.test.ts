import { createMockDirectory } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { GitPatches } from './GitPatches';
import { LocalGit } from './LocalGit';

describe('GitPatches', () => {
  const root = createMockDirectory();
  const patches = new GitPatches({ git: new LocalGit() });

  const git = (...args: string[]) => run('2026-01-01', args);
  function run(day: string, args: string[]) {
    const at = `${day}T12:00:00Z`;
    execFileSync('git', args, {
      cwd: root.path,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: devNull,
        GIT_CONFIG_SYSTEM: devNull,
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.com',
        GIT_AUTHOR_DATE: at,
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.com',
        GIT_COMMITTER_DATE: at,
      },
    });
  }
  function commit(day: string, files: Record<string, string | null>) {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(root.resolve(path)), { recursive: true });
      if (text === null) {
        git('rm', '--quiet', path);
      } else {
        writeFileSync(root.resolve(path), text);
      }
    }
    git('-c', 'advice.addEmbeddedRepo=false', 'add', '--all');
    run(day, ['commit', '--quiet', '--allow-empty', '-m', '+++ b/fake']);
  }

  beforeEach(() => {
    root.clear();
    git('init', '--quiet', '--initial-branch=main');
  });

  it('counts lines that are not blank, and is not taken in by text like its own', async () => {
    commit('2026-01-01', { 'a/run.md': 'one\n\ntwo\n', 'a/other.md': 'x\n' });
    commit('2026-02-01', {
      'a/run.md':
        'one\n\ntwo\n-- b/x\n++ b/run.md\n\n@@ -1,9 +1,9 @@\n\u00012026-05-05T00:00:00Z\ndiff --git a/x b/x\n',
    });
    commit('2026-03-01', { 'a/run.md': 'one\nTWO\n', b: 'outside' });
    const found = await patches.lineChanges({
      directory: root.resolve('a'),
      paths: ['run.md'],
      since: new Date('2025-06-01'),
    });
    expect(found).toEqual({
      knownSince: '2026-01-01T12:00:00.000Z',
      changes: [
        { at: '2026-03-01T12:00:00.000Z', path: 'run.md', lines: 7 },
        { at: '2026-02-01T12:00:00.000Z', path: 'run.md', lines: 5 },
        { at: '2026-01-01T12:00:00.000Z', path: 'run.md', lines: 2 },
      ],
    });
  });

  it('knows of a time asked for after the beginning', async () => {
    commit('2026-01-01', { 'run.md': 'one\n' });
    commit('2026-03-01', { 'run.md': 'two\n' });
    const since = new Date('2026-02-01');
    expect(
      await patches.lineChanges({
        directory: root.path,
        paths: ['run.md'],
        since,
      }),
    ).toEqual({
      knownSince: since.toISOString(),
      changes: [{ at: '2026-03-01T12:00:00.000Z', path: 'run.md', lines: 2 }],
    });
  });

  it('gives every version of a file, and what a merge brought on the day of the merge', async () => {
    commit('2026-01-01', { 'c.yaml': 'a\nb\n' });
    git('checkout', '--quiet', '-b', 'side');
    commit('2026-02-01', { 'c.yaml': 'a\nb\nc\n' });
    git('checkout', '--quiet', 'main');
    commit('2026-03-01', { 'd.yaml': 'x\n' });
    run('2026-04-01', ['merge', '--quiet', '--no-ff', '-m', 'm', 'side']);
    commit('2026-05-01', { 'c.yaml': null });
    expect(
      await patches.versions({ directory: root.path, path: 'c.yaml' }),
    ).toEqual({
      knownSince: '2026-01-01T12:00:00.000Z',
      complete: true,
      versions: [
        { at: '2026-05-01T12:00:00.000Z', text: null },
        { at: '2026-04-01T12:00:00.000Z', text: 'a\nb\nc' },
        { at: '2026-01-01T12:00:00.000Z', text: 'a\nb' },
      ],
    });
  });

  it('tells nothing outside of git', async () => {
    root.setContent({ x: { 'c.yaml': 'a' } });
    const directory = root.resolve('x');
    expect(
      await patches.versions({ directory, path: 'c.yaml' }),
    ).toBeUndefined();
    expect(
      await patches.lineChanges({
        directory,
        paths: ['c.yaml'],
        since: new Date(0),
      }),
    ).toBeUndefined();
  });

  it('starts nothing that a repository inside names, whatever the outer one wants to be shown of it', async () => {
    const trap = root.resolve('trap.sh');
    const sprung = root.resolve('sprung');
    writeFileSync(trap, `#!/bin/sh\necho sprung > '${sprung}'\n`, {
      mode: 0o755,
    });
    const inner = root.resolve('inner');
    mkdirSync(inner);
    const inInner = (...args: string[]) => git('-C', inner, ...args);
    inInner('init', '--quiet');
    for (const text of ['one', 'two']) {
      writeFileSync(`${inner}/run.md`, text);
      inInner('add', '--all');
      inInner('commit', '--quiet', '-m', text);
      commit('2026-01-01', { [`note-${text}.md`]: text });
    }
    inInner('config', 'diff.external', trap);
    git('config', 'diff.submodule', 'diff');
    await patches.lineChanges({
      directory: root.path,
      paths: ['inner'],
      since: new Date('2025-06-01'),
    });
    expect(existsSync(sprung)).toBe(false);
  });
});
