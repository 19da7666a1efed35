import { JsonObject, JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { readOssfScorecard } from './readOssfScorecard';
import { ProbeOutcome } from './ScorecardResult';

const resultOf = (further: JsonObject): JsonObject => ({
  date: '2026-05-25T04:00:00Z',
  repo: { name: 'github.com/acme/shop', commit: 'abc' },
  scorecard: { version: 'v5.1.1', commit: 'def' },
  ...further,
});
const probesOf = (value: JsonValue) => [
  ...readOssfScorecard(value).results[0].probes,
];
const probe = (name: string, outcome: JsonValue) => ({ probe: name, outcome });

describe('probes', () => {
  it.each<[JsonValue, ProbeOutcome]>([
    ['True', 'true'],
    ['Positive', 'true'],
    ['False', 'false'],
    ['Negative', 'false'],
    ['NotApplicable', 'not-applicable'],
    ['NotAvailable', 'unknown'],
    ['NotSupported', 'unknown'],
    ['Error', 'unknown'],
    ['Perhaps', 'unknown'],
    [12, 'unknown'],
    [null, 'unknown'],
  ])('%j is %s', (word, outcome) => {
    expect(probesOf(resultOf({ findings: [probe('a', word)] }))).toEqual([
      ['a', outcome],
    ]);
  });

  it('says which words are not known', () => {
    const { problems } = readOssfScorecard(
      resultOf({ findings: [probe('a', 12), probe('b', 'True')] }),
    );
    expect(problems).toEqual([expect.stringMatching(/unknown: 12\.$/)]);
  });

  it('is false if one finding is, else unknown, else true, in any order', () => {
    const words = ['True', 'False', 'Error', 'NotApplicable'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words), { minLength: 1 }),
        outcomes => {
          const order = ['False', 'Error', 'True', 'NotApplicable'];
          const first = order.find(it => outcomes.includes(it)) ?? '';
          const findings = outcomes.map(it => probe('a', it));
          expect(probesOf(resultOf({ findings }))).toEqual(
            probesOf(resultOf({ findings: [probe('a', first)] })),
          );
        },
      ),
    );
  });
});

describe('scores of checks', () => {
  const branches = 'Branch-Protection';
  const releases = 'Signed-Releases';
  const signed = 'releasesAreSigned';
  const provenance = 'releasesHaveProvenance';
  it.each<[string, JsonObject, Array<[string, ProbeOutcome]>]>([
    [
      'all points of branch protection',
      { name: branches, score: 10 },
      [
        ['branchesAreProtected', 'true'],
        ['requiresApproversForPullRequests', 'true'],
      ],
    ],
    [
      'a branch that is not protected',
      {
        name: branches,
        score: 3,
        details: ["Warn: branch protection not enabled for branch 'v1'"],
      },
      [['branchesAreProtected', 'false']],
    ],
    [
      'some points of branch protection',
      { name: branches, score: 8, details: null },
      [],
    ],
    ['no points of branch protection', { name: branches, score: 0 }, []],
    ['branch protection that is not known', { name: branches, score: -1 }, []],
    [
      'all points of releases',
      { name: releases, score: 10, reason: 'all releases have provenance' },
      [[provenance, 'true']],
    ],
    [
      'packages of registries',
      {
        name: releases,
        score: 10,
        reason: 'all package releases have verified signatures or provenance',
      },
      [],
    ],
    [
      'an average',
      { name: releases, score: 8, reason: 'all releases are signed' },
      [],
    ],
    [
      'no points of releases',
      { name: releases, score: 0, reason: 'no signatures or provenance found' },
      [
        [signed, 'false'],
        [provenance, 'false'],
      ],
    ],
    [
      'points that were taken away',
      {
        name: releases,
        score: 0,
        reason: '1 out of 1 releases have signatures (9 verification failures)',
      },
      [],
    ],
    [
      'no releases',
      { name: releases, score: -1, reason: 'no releases found' },
      [
        [signed, 'not-applicable'],
        [provenance, 'not-applicable'],
      ],
    ],
    ['an error', { name: releases, score: -1, reason: 'internal error' }, []],
    ['other checks', { name: 'Token-Permissions', score: 10 }, []],
  ])('%s', (_, check, probes) => {
    expect(probesOf(resultOf({ checks: [check] }))).toEqual(probes);
  });
});

describe('wrappings', () => {
  const inner = resultOf({ findings: [probe('a', 'True')] });
  const text = JSON.stringify(inner);
  const base64 = Buffer.from(text).toString('base64');
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://scorecard.dev/result/v0.1',
    predicate: inner,
  };
  it.each<[string, JsonValue]>([
    ['of the action', { JsonOutput: text, SarifOutput: '{}' }],
    ['in base64', { result: base64, branch: 'main' }],
    ['as a statement', statement],
    [
      'in an envelope',
      {
        payloadType: 'application/vnd.in-toto+json',
        payload: Buffer.from(JSON.stringify(statement)).toString('base64'),
        signatures: [],
      },
    ],
    ['as a list', [inner]],
  ])('%s are taken off', (_, value) => {
    expect(probesOf(value)).toEqual([['a', 'true']]);
  });

  it.each<[string, JsonValue, RegExp]>([
    ['nothing', null, /no result of OpenSSF/],
    ['an empty list', [], /empty/],
    ['SARIF', { version: '2.1.0', runs: [] }, /readiness\.security\.sarif/],
    ['broken text', { result: '{' }, /no repo/],
    ['no date', { ...inner, date: 'yesterday' }, /date/],
    ['no findings', resultOf({}), /neither findings nor checks/],
    ['another statement', { ...statement, predicateType: 'x' }, /no repo/],
  ])('with %s in them are refused', (_, value, message) => {
    expect(() => readOssfScorecard(value)).toThrow(message);
  });

  it('reads the others of a list', () => {
    const { results, problems } = readOssfScorecard([7, inner]);
    expect(results).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/^Item 1/)]);
  });
});
