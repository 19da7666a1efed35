import { publicMessage } from './publicMessage';

describe('publicMessage', () => {
  it.each([
    [new Error('Cannot read /srv/app/secret.json'), 'Cannot read (path)'],
    [new Error('at C:\\Users\\me\\x.ts: no'), 'at (path): no'],
    [new Error('file:///srv/app/x.js broke'), '(path) broke'],
    [new Error('Check has-runbook has no key'), 'Check has-runbook has no key'],
    ['a text', 'a text'],
    [
      Object.assign(new Error('insert into … - violates'), { code: '23502' }),
      'The results could not be stored (database code 23502).',
    ],
    [new Error('x'.repeat(900)), 'x'.repeat(500)],
  ])('says %s as %s', (error, message) => {
    expect(publicMessage(error)).toBe(message);
  });
});
