import fc from 'fast-check';
import { readRegoDecision } from './readRegoDecision';

const failure = (message: string, change: object = {}) => ({
  message,
  severity: null,
  rule: null,
  ...change,
});
const fails = (...failures: object[]) => ({ failures, warnings: 0 });

describe('readRegoDecision', () => {
  it.each([
    ['a/deny', [], fails()],
    ['a/deny', ['No.', 'Never.'], fails(failure('No.'), failure('Never.'))],
    [
      'a/deny',
      [{ msg: 'No.', metadata: { severity: 'HIGH', code: 'C1' } }],
      fails(failure('No.', { severity: 'high', rule: 'C1' })),
    ],
    [
      'a/violation',
      [{ msg: 'No.', details: { severity: 'low', container: 'x' } }],
      fails(failure('No.', { severity: 'low' })),
    ],
    ['a/deny', [{ message: 'No.', severity: 'odd' }], fails(failure('No.'))],
    ['a/deny', [{}], fails(failure('No reason is given.'))],
    ['a/deny_root', ['No.'], fails(failure('No.'))],
    ['a/warn', ['Hm.'], { failures: [], warnings: 1 }],
    ['a/deny', true, fails(failure('The rule is true for it.'))],
    ['a/deny', false, fails()],
    ['a/allow', false, fails(failure('It is not allowed.'))],
    ['a/allow', true, fails()],
    ['a/whatever', ['No.'], fails(failure('No.'))],
    [
      'a',
      { deny: ['No.'], deny_b: [], warn: ['Hm.'], violation: [], helper: 3 },
      { failures: [failure('No.')], warnings: 1 },
    ],
  ])('%s: %j', (entrypoint, value, decision) => {
    expect(readRegoDecision(value, entrypoint)).toEqual(decision);
  });

  it.each([
    ['a/deny', { 'No.': true }, /no set or boolean/],
    ['a/deny', null, /no set or boolean/],
    ['a/deny', ['No.', 3], /neither texts nor objects/],
    ['a/allow', [], /no boolean/],
    ['a/whatever', true, /Nobody can tell/],
    ['a', { helper: 3 }, /no rule deny/],
    ['a', { deny: [], allow: 'yes' }, /no boolean/],
  ])('%s: %j decides nothing', (entrypoint, value, message) => {
    expect(readRegoDecision(value, entrypoint)).toEqual({
      reason: expect.stringMatching(message),
    });
  });

  it('passes nothing by accident', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a/deny', 'a/allow', 'a', 'a/b'),
        fc.jsonValue(),
        (entrypoint, value) => {
          const decision = readRegoDecision(value as never, entrypoint);
          const passes =
            'failures' in decision && decision.failures.length === 0;
          const clear =
            typeof value === 'boolean' ||
            (Array.isArray(value) && value.length === 0) ||
            (entrypoint === 'a' && typeof value === 'object');
          expect(!passes || clear).toBe(true);
        },
      ),
    );
  });
});
