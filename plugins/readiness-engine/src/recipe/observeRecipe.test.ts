import { Entity } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { toRecipe } from './__testUtils__/recipeText';
import { RecipeAnswer, RecipeQuestion } from './askPages';
import { observeByRecipe, readRecipeRows } from './observeRecipe';
import { Recipe } from './Recipe';

const now = new Date('2026-06-01T12:00:00Z');
const base = 'https://configured.example.com/base';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'shop', namespace: 'default' },
};

/** Answers by the path and query that are asked for. */
function answering(
  answers: Record<string, Partial<RecipeAnswer> | JsonValue[]>,
) {
  const asked: RecipeQuestion[] = [];
  const run = {
    base,
    now,
    ask: async (question: RecipeQuestion): Promise<RecipeAnswer> => {
      asked.push(question);
      const { origin } = new URL(question.url);
      const answer = answers[question.url.slice(origin.length)];
      if (answer === undefined) {
        throw new Error(`unexpected: ${question.url}`);
      }
      return Array.isArray(answer)
        ? { status: 200, body: answer }
        : { status: 200, body: null, ...answer };
    },
  };
  return { run, asked };
}

const observe = (recipe: Recipe, answers: Parameters<typeof answering>[0]) =>
  observeByRecipe(recipe, shop, answering(answers).run);

const path = '/api/projects/shop?branch=main';

describe('a request per entity', () => {
  it('makes the fact of the answer', async () => {
    const body = { gate: 'passed', issues: [1, 2] };
    expect(await observe(toRecipe(), { [path]: { body } })).toEqual({
      status: 'observed',
      data: { gate: 'passed', issues: 2 },
    });
  });

  it.each<[string, JsonValue, RegExp]>([
    [
      'an answer of another form',
      { state: 'passed' },
      /^mapping\.properties\.gate: No such key: gate; what may be missing is read by \.\?name\.orValue\(…\)$/,
    ],
    ['a list', [], /^mapping\.properties\.gate/],
    ['nothing', null, /^mapping\.properties\.gate/],
    [
      'a value of another type',
      { gate: 7, issues: [] },
      /^The mapping does not fit the fact: facts\.quality\.gate/,
    ],
  ])('says what is wrong with %s', async (_, body, message) => {
    await expect(
      observe(toRecipe(), { [path]: { body } }),
    ).rejects.toMatchObject({
      name: 'RecipeError',
      message: expect.stringMatching(message),
      path: ['spec', 'mapping', 'properties', 'gate'],
    });
  });

  it('asks the configured host where the recipe names one', async () => {
    const recipe = toRecipe({
      request: {
        per: 'entity',
        host: { from: 'quality' },
        url: '/p/{{ entity.metadata.name }}',
      },
    });
    const { run, asked } = answering({
      '/base/p/shop': { body: { gate: 'a', issues: [] } },
    });
    await observeByRecipe(recipe, shop, run);
    expect(asked).toEqual([
      { step: 'request', method: 'GET', url: `${base}/p/shop`, accept: [] },
    ]);
  });

  it('sends a body of CEL as JSON', async () => {
    const recipe = toRecipe({
      request: {
        per: 'entity',
        method: 'POST',
        url: 'https://quality.example.com/graphql',
        body: '{"query": "q", "variables": {"name": entity.metadata.name, "first": 50}}',
      },
    });
    const { run, asked } = answering({
      '/graphql': { body: { gate: 'a', issues: [] } },
    });
    await observeByRecipe(recipe, shop, run);
    expect(asked[0].body).toEqual({
      query: 'q',
      variables: { name: 'shop', first: 50 },
    });
  });

  it('tells absence by status, and by what the answer says', async () => {
    const url = `https://quality.example.com${path}`;
    const byStatus = toRecipe({
      request: { per: 'entity', url, absentWhen: [404] },
    });
    expect(await observe(byStatus, { [path]: { status: 404 } })).toEqual({
      status: 'absent',
    });
    const byBody = toRecipe({
      request: {
        per: 'entity',
        url,
        absentWhen: [
          { status: 404, when: 'response.message == "no such project"' },
        ],
      },
    });
    const said = (body: JsonValue) =>
      observe(byBody, { [path]: { status: 404, body } });
    expect(await said({ message: 'no such project' })).toEqual({
      status: 'absent',
    });
    for (const body of [
      { message: 'Not Found' },
      null,
      {},
      'no such project',
    ]) {
      await expect(said(body)).rejects.toThrow('request: it answered 404');
    }
  });
});

describe('pages', () => {
  const paged = (pagination: JsonObject) =>
    toRecipe({
      pagination: { items: 'response.items', ...pagination },
      mapping: {
        properties: {
          gate: 'response.map(i, string(i)).join(",")',
          issues: 'size(response)',
        },
      },
    });
  const gateOf = async (
    recipe: Recipe,
    answers: Parameters<typeof answering>[0],
  ) => {
    const observation = await observe(recipe, answers);
    return observation.status === 'observed'
      ? observation.data.gate
      : observation.status;
  };
  const link = (target: string) =>
    `<https://quality.example.com/first>; rel="prev", <${target}>; rel="next"`;

  it('follow links on the same host', async () => {
    const recipe = paged({ type: 'link-header' });
    expect(
      await gateOf(recipe, {
        [path]: {
          body: { items: ['a'] },
          link: link('https://quality.example.com/two?x=1'),
        },
        '/two?x=1': { body: { items: ['b', 'c'] }, link: link('/three') },
        '/three': {
          body: { items: ['d'] },
          link: '<https://quality.example.com/two?x=1>; rel="prev"',
        },
      }),
    ).toBe('a,b,c,d');
  });

  it.each([
    ['https://evil.example.com/two', 'on another host'],
    ['http://quality.example.com/two', 'on another host'],
    ['//evil.example.com/two', 'on another host'],
    ['https://quality.example.com:8443/two', 'on another host'],
    ['https://user@quality.example.com/two', 'on another host'],
    ['https://[/two', 'has no address'],
    [path, 'the pages go round'],
  ])('do not follow %s', async (target, message) => {
    await expect(
      gateOf(paged({ type: 'link-header' }), {
        [path]: { body: { items: ['a'] }, link: link(target) },
      }),
    ).rejects.toThrow(message);
  });

  it('follow marks, and notice that they go round', async () => {
    const recipe = paged({
      type: 'cursor',
      cursor: 'response.?next.orValue(null)',
      parameter: 'after',
    });
    const first = { [path]: { body: { items: ['a'], next: 'x/y' } } };
    expect(
      await gateOf(recipe, {
        ...first,
        [`${path}&after=x%2Fy`]: { body: { items: ['b'] } },
      }),
    ).toBe('a,b');
    await expect(
      gateOf(recipe, {
        ...first,
        [`${path}&after=x%2Fy`]: { body: { items: ['b'], next: 'x/y' } },
      }),
    ).rejects.toThrow('the pages go round');
  });

  it('count pages until one is empty, or the service says that it was the last', async () => {
    const pages = {
      [`${path}&p=1`]: { body: { items: ['a', 'b'], last: false } },
      [`${path}&p=2`]: { body: { items: ['c'], last: true } },
      [`${path}&p=3`]: { body: { items: [], last: true } },
    };
    const byEmpty = paged({ type: 'page', parameter: 'p' });
    expect(await gateOf(byEmpty, pages)).toBe('a,b,c');
    const { run, asked } = answering(pages);
    await observeByRecipe(
      paged({ type: 'page', parameter: 'p', more: '!response.last' }),
      shop,
      run,
    );
    expect(asked).toHaveLength(2);
  });

  it('begin behind the items before', async () => {
    const recipe = paged({
      type: 'offset',
      parameter: 'offset',
      more: 'response.more',
    });
    expect(
      await gateOf(recipe, {
        [`${path}&offset=0`]: { body: { items: ['a', 'b'], more: true } },
        [`${path}&offset=2`]: { body: { items: ['c'], more: false } },
      }),
    ).toBe('a,b,c');
  });

  it('fail where a parameter is not heard, and beyond their number', async () => {
    const same = { body: { items: ['a'] } };
    await expect(
      gateOf(paged({ type: 'page', parameter: 'p' }), {
        [`${path}&p=1`]: same,
        [`${path}&p=2`]: same,
      }),
    ).rejects.toThrow('two pages are the same');
    await expect(
      gateOf(paged({ type: 'page', parameter: 'p', maxPages: 2 }), {
        [`${path}&p=1`]: same,
        [`${path}&p=2`]: { body: { items: ['b'] } },
      }),
    ).rejects.toThrow('more than 2 pages');
  });

  it('fail where a page is none', async () => {
    const recipe = paged({ type: 'page', parameter: 'p' });
    await expect(
      gateOf(recipe, {
        [`${path}&p=1`]: { body: { items: ['a'] } },
        [`${path}&p=2`]: { body: {} },
      }),
    ).rejects.toThrow('pagination.items: No such key: items');
    await expect(
      gateOf(recipe, { [`${path}&p=1`]: { body: { items: 'a' } } }),
    ).rejects.toThrow('pagination.items: it is no list');
  });
});

describe('lookups', () => {
  const recipe = toRecipe({
    lookups: [
      { name: 'gates', url: '/gates/{{ response.gate }}', absentWhen: [404] },
      {
        name: 'issues',
        forEach: 'lookups.gates == null ? [] : response.issues',
        url: '/issues/{{ each }}?gate={{ lookups.gates.id }}',
        absentWhen: [410],
      },
    ],
    mapping: {
      properties: {
        gate: 'lookups.gates == null ? "none" : lookups.gates.name',
        issues: 'size(lookups.issues.filter(i, i != null && i.open))',
      },
    },
  });
  const first = { body: { gate: 'g/1', issues: [1, 2, 3] } };

  it('read answers of before, one by one', async () => {
    expect(
      await observe(recipe, {
        [path]: first,
        '/gates/g%2F1': { body: { id: 9, name: 'strict' } },
        '/issues/1?gate=9': { body: { open: true } },
        '/issues/2?gate=9': { status: 410 },
        '/issues/3?gate=9': { body: { open: true } },
      }),
    ).toEqual({ status: 'observed', data: { gate: 'strict', issues: 2 } });
  });

  it('are null where there is nothing', async () => {
    expect(
      await observe(recipe, { [path]: first, '/gates/g%2F1': { status: 404 } }),
    ).toEqual({ status: 'observed', data: { gate: 'none', issues: 0 } });
  });

  it('are bounded in number', async () => {
    await expect(
      observe(recipe, {
        [path]: {
          body: { gate: 'g', issues: Array.from({ length: 51 }, (_, i) => i) },
        },
        '/gates/g': { body: { id: 9, name: 'strict' } },
      }),
    ).rejects.toThrow('lookups.1.forEach: the list holds more than 50 values');
  });
});

describe('a request for all', () => {
  const request = { per: 'bulk', url: 'https://quality.example.com/all' };
  const properties = { gate: 'row.gate', issues: 'size(row.issues)' };
  const rowsOf = (mapping: JsonObject, body: JsonValue) =>
    readRecipeRows(
      toRecipe({
        request,
        mapping: { rows: 'response', properties, ...mapping },
      }),
      answering({ '/all': { body } }).run,
    );
  const row = (key: JsonValue, gate = 'passed') => ({ key, gate, issues: [] });

  it('finds the row of an entity by its ref, whatever its case', async () => {
    const rows = await rowsOf({ entityRef: '"Component:default/" + row.key' }, [
      row('Shop'),
      row('cart', 'failed'),
    ]);
    expect(rows.observe(shop, now)).toEqual({
      status: 'observed',
      data: { gate: 'passed', issues: 0 },
    });
    const other = { ...shop, metadata: { name: 'other' } };
    expect(rows.observe(other, now)).toEqual({ status: 'absent' });
  });

  it('finds rows by keys that the entity names', async () => {
    const mapping = {
      rowKey: 'row.key',
      entityKey: 'entity.metadata.annotations["q/keys"].split(",")',
      properties: {
        gate: 'rows.map(r, r.gate).distinct().sort().join("+")',
        issues: 'size(rows)',
      },
    };
    const rows = await rowsOf(mapping, [
      row('1', 'b'),
      row(2, 'a'),
      row('1', 'a'),
      row(null),
    ]);
    const annotated = (keys: string) => ({
      ...shop,
      metadata: { name: 'shop', annotations: { 'q/keys': keys } },
    });
    expect(rows.observe(annotated('1,2'), now)).toEqual({
      status: 'observed',
      data: { gate: 'a+b', issues: 3 },
    });
    expect(rows.observe(annotated('3'), now)).toEqual({ status: 'absent' });
    expect(() => rows.observe(shop, now)).toThrow(/^mapping\.entityKey: /);
  });

  it('does not take one of several rows by chance', async () => {
    const rows = await rowsOf({ entityRef: '"component:default/" + row.key' }, [
      row('shop'),
      row('shop'),
    ]);
    expect(() => rows.observe(shop, now)).toThrow(
      '2 rows are about this entity',
    );
  });

  it('fails as a whole where a row cannot be read', async () => {
    await expect(
      rowsOf({ entityRef: '"component:default/" + row.key' }, [
        row('shop'),
        { name: 'cart' },
      ]),
    ).rejects.toThrow('mapping.entityRef: No such key: key');
  });
});

describe('an expression', () => {
  it.each([
    ['response.gate.matches("(a+)+$")', 'a'.repeat(50_000)],
    ['response.gate + response.gate + response.gate', 'a'.repeat(90_000)],
    [
      '[response.gate].map(a, a + a).map(b, b + b).map(c, c + c)[0]',
      'a'.repeat(50_000),
    ],
  ])('%s ends soon', async (source, gate) => {
    const recipe = toRecipe({
      mapping: { properties: { gate: `string(${source})`, issues: '0' } },
    });
    const started = process.cpuUsage().user;
    const [result] = await Promise.allSettled([
      observe(recipe, { [path]: { body: { gate } } }),
    ]);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(2_000);
    expect(['observed', 'RecipeError']).toContain(
      result.status === 'fulfilled' ? result.value.status : result.reason.name,
    );
  });

  it.each(['response.issues + 1', '1 - response.issues'])(
    '%s says that numbers of JSON are doubles',
    async issues => {
      const recipe = toRecipe({
        mapping: { properties: { gate: '""', issues } },
      });
      await expect(
        observe(recipe, { [path]: { body: { issues: 3 } } }),
      ).rejects.toThrow(/numbers of JSON are doubles: write 1\.0/);
    },
  );

  it('gives no more than a fact may hold', async () => {
    const recipe = toRecipe({
      mapping: { properties: { gate: 'response.gate', issues: '0' } },
    });
    await expect(
      observe(recipe, { [path]: { body: { gate: 'a'.repeat(30_000) } } }),
    ).rejects.toThrow(
      'mapping.properties.gate: it is larger than a fact may be',
    );
  });
});
