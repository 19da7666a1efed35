import { describeError } from './describeError';

describe('describeError', () => {
  it.each([
    [
      new Error(`ENOENT: no such file, open '/srv/app/secret/a.yaml'`),
      `ENOENT: no such file, open 'a.yaml'`,
    ],
    ['cannot read /etc/passwd: denied', 'cannot read passwd: denied'],
    ['file:///home/me/b.yaml is gone', 'a local file is gone'],
    ['file:/home/me/b.yaml is gone', 'file:b.yaml is gone'],
    ['fatal:/home/me/b.yaml: bad object', 'fatal:b.yaml: bad object'],
    ['open C:/Users/me/c.csv failed', 'open C:c.csv failed'],
    [String.raw`open C:\Users\me\c.csv failed`, 'open c.csv failed'],
    [
      'GET https://me:secret@git.example.org/a/b.yaml?token=abc#x gave 500',
      'GET https://git.example.org/a/b.yaml gave 500',
    ],
    [
      'postgres://u:p@db.example.org/x refused',
      'postgres://db.example.org/x refused',
    ],
    ['docs/runbook.md has no section', 'docs/runbook.md has no section'],
    [{ message: 7 }, 'Unknown error'],
    [undefined, 'Unknown error'],
  ])('puts %p into words', (error, words) => {
    expect(describeError(error)).toBe(words);
  });

  it('is bounded in length and time', () => {
    expect(describeError('/a'.repeat(1_000_000)).length).toBeLessThanOrEqual(
      1_000,
    );
    expect(describeError('x'.repeat(5_000))).toHaveLength(1_000);
  });
});
