import { JsonObject } from '@backstage/types';
import { toRecipe } from './__testUtils__/recipeText';
import { testRecipe } from './testRecipe';

const good = {
  name: 'good',
  response: { gate: 'passed', issues: [1] },
  expect: { gate: 'passed', issues: 1 },
};

async function problemsOf(test: JsonObject, parts: JsonObject = {}) {
  const report = await testRecipe(toRecipe({ ...parts, tests: [test] }));
  return report.tests[0].problems;
}

describe('testRecipe', () => {
  it('compares facts, and says what no test looks at', async () => {
    const report = await testRecipe(
      toRecipe({
        request: {
          per: 'entity',
          url: 'https://quality.example.com/api/projects/{{ entity.metadata.name }}',
          absentWhen: [404],
        },
        tests: [
          good,
          { ...good, name: 'other', expect: { gate: 'failed', issues: 1 } },
        ],
      }),
    );
    expect(report).toEqual({
      collector: 'quality',
      failed: 1,
      tests: [
        { name: 'good', index: 0, passed: true, problems: [] },
        {
          name: 'other',
          index: 1,
          passed: false,
          problems: [
            'facts.quality.gate is "passed", but "failed" is expected',
          ],
        },
      ],
      missed: ['no test has an answer of absentWhen to "request"'],
    });
  });

  it.each<[string, JsonObject, string[]]>([
    [
      'an address that is not the one expected',
      {
        ...good,
        entity: { metadata: { name: 'a/b' } },
        url: '/api/projects/a/b?branch=main',
      },
      [
        'it asks for /api/projects/a%2Fb?branch=main, but /api/projects/a/b?branch=main is expected',
      ],
    ],
    [
      'the address that is expected',
      {
        ...good,
        entity: { metadata: { name: 'a/b' } },
        url: '/api/projects/a%2Fb?branch=main',
      },
      [],
    ],
    [
      'an error that is expected',
      { name: 'e', response: {}, expectError: 'No such key: gate' },
      [],
    ],
    [
      'an error that is another one',
      { name: 'e', response: {}, expectError: 'No such key: issues' },
      [
        'it fails with "mapping.properties.gate: No such key: gate; what may be missing is read by .?name.orValue(…)", but "No such key: issues" is expected',
      ],
    ],
    [
      'an error that did not happen',
      { name: 'e', response: good.response, expectError: 'No such key' },
      ['it does not fail, but "No such key" is expected'],
    ],
    [
      'a status that is a failure',
      { name: 'e', status: 403, response: {}, expectError: 'answered 403' },
      [],
    ],
    [
      'a fact of an entity that is absent',
      { name: 'e', response: good.response, expectAbsent: true },
      ['there is a fact, but the entity is expected to be absent'],
    ],
    [
      'answers that nobody asks for',
      { ...good, lookups: { more: { response: {} } } },
      ['an answer to "more" is not asked for'],
    ],
  ])('judges %s', async (_, test, problems) => {
    expect(await problemsOf(test)).toEqual(problems);
  });

  it('answers page after page, for each kind of pages', async () => {
    const mapping = { properties: { gate: '"x"', issues: 'size(response)' } };
    const test = {
      name: 'two pages',
      responses: [
        { items: [1, 2], next: 'n' },
        { items: [3], next: null },
        { items: [] },
      ],
      expect: { gate: 'x', issues: 3 },
    };
    for (const [pagination, pages] of [
      [{ type: 'link-header' }, 3],
      [{ type: 'cursor', cursor: 'response.next', parameter: 'c' }, 2],
      [{ type: 'page', parameter: 'p' }, 3],
      [
        { type: 'offset', parameter: 'o', more: 'size(response.items) == 2' },
        2,
      ],
    ] as const) {
      const problems = await problemsOf(
        { ...test, responses: test.responses.slice(0, pages) },
        { mapping, pagination: { items: 'response.items', ...pagination } },
      );
      expect(problems).toEqual([]);
    }
    expect(
      await problemsOf(
        { ...test, responses: test.responses.slice(0, 1) },
        {
          mapping,
          pagination: { items: 'response.items', type: 'page', parameter: 'p' },
        },
      ),
    ).toEqual([
      '"request" is asked for another page (/api/projects/example?branch=main&p=2), which the test does not have',
    ]);
  });

  it('runs lookups, and those for each', async () => {
    const parts = {
      lookups: [
        {
          name: 'details',
          forEach: 'response.ids',
          url: '/d/{{ each }}',
          absentWhen: [404],
        },
      ],
      mapping: {
        properties: {
          gate: '"x"',
          issues: 'size(lookups.details.filter(d, d != null))',
        },
      },
    };
    const test = (each: JsonObject[]) => ({
      name: 'each',
      response: { ids: ['a', 'b'] },
      lookups: { details: { each } },
      expect: { gate: 'x', issues: 1 },
    });
    expect(
      await problemsOf(test([{ response: {} }, { status: 404 }]), parts),
    ).toEqual([]);
    expect(await problemsOf(test([{ response: {} }]), parts)).toEqual([
      '"details" is asked for another page (/d/b), which the test does not have',
    ]);
  });

  it('expects facts by entity of a request for all', async () => {
    const parts = {
      request: { per: 'bulk', url: 'https://quality.example.com/all' },
      mapping: {
        rows: 'response',
        entityRef: '"component:default/" + row.key',
        properties: { gate: 'row.gate', issues: '0' },
      },
    };
    const response = [
      { key: 'a', gate: 'x' },
      { key: 'b', gate: 'y' },
    ];
    const expected = { 'component:default/a': { gate: 'x', issues: 0 } };
    expect(
      await problemsOf(
        {
          name: 'all',
          response,
          expect: {
            ...expected,
            'component:default/b': { gate: 'y', issues: 0 },
          },
        },
        parts,
      ),
    ).toEqual([]);
    expect(
      await problemsOf({ name: 'all', response, expect: expected }, parts),
    ).toEqual([
      'facts.component:default/b is {"gate":"y","issues":0}, but nothing is expected',
    ]);
    expect(
      await problemsOf(
        { name: 'all', response: [{ key: 'no ref/', gate: 'x' }], expect: {} },
        parts,
      ),
    ).toEqual([
      expect.stringMatching(/^mapping\.entityRef: .* is no entity ref/),
    ]);
  });
});
