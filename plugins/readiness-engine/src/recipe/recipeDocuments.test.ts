import { JsonObject } from '@backstage/types';
import {
  factSchemas,
  onCallFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readCollectors, readDocuments } from '../definition';
import { recipeText, toRecipe } from './__testUtils__/recipeText';
import { testRecipe } from './testRecipe';

const url =
  'https://quality.example.com/api/projects/{{ entity.metadata.name }}';
const good: JsonObject = { per: 'entity', url };

function messagesOf(parts: JsonObject, metadata: JsonObject = {}): string {
  const { problems } = readCollectors([
    { source: 'recipe.yaml', text: recipeText(parts, metadata) },
  ]);
  return problems.map(({ message }) => message).join('\n');
}

describe('a recipe', () => {
  it.each<[string, JsonObject, RegExp]>([
    [
      'a host by name and one in the address',
      { ...good, host: { from: 'quality' } },
      /request\.url: begins with \/ where "host"/,
    ],
    ['no host at all', { ...good, url: '/api' }, /request\.url: has no host/],
    [
      'another host behind a second slash',
      { per: 'entity', host: { from: 'quality' }, url: '//evil.example/x' },
      /request\.url/,
    ],
    [
      'another host behind a backslash',
      { per: 'entity', host: { from: 'quality' }, url: '/\\evil.example/x' },
      /request\.url/,
    ],
    [
      'a user before the host',
      { ...good, url: 'https://quality@evil.example/x' },
      /must begin with http/,
    ],
    [
      'a value within the host',
      { ...good, url: 'https://{{ entity.metadata.name }}.example/x' },
      /must begin with http/,
    ],
    [
      'a value as the port',
      { ...good, url: 'https://quality.example:{{ entity.metadata.name }}/x' },
      /must begin with http/,
    ],
    [
      'a value right behind the host',
      { ...good, url: 'https://quality.example.com{{ entity.metadata.name }}' },
      /must begin with http/,
    ],
    [
      'a query right behind the host',
      { ...good, url: 'https://quality.example.com?x=1' },
      /must begin with http/,
    ],
    [
      'a line break in an address',
      { ...good, url: `${url}\r\nX: y` },
      /address holds no such character/,
    ],
    [
      'a fragment',
      { ...good, url: `${url}#x` },
      /address holds no such character/,
    ],
    [
      'a path that climbs',
      { ...good, url: 'https://quality.example.com/a/../b' },
      /no \. or \.\./,
    ],
    [
      'a line break in a header',
      { ...good, headers: { 'X-A': { value: 'a\r\nX-B: b' } } },
      /must be printable ASCII/,
    ],
    [
      'a line break in a prefix',
      { ...good, headers: { 'X-A': { from: 'a', prefix: 'a\r\nX-B: b' } } },
      /must be printable ASCII|not allowed here/,
    ],
    [
      'a line break in the name of a header',
      { ...good, headers: { 'X-A\r\nX-B': { value: 'b' } } },
      /headers/,
    ],
    [
      'a header of the connection',
      { ...good, headers: { Host: { value: 'evil.example' } } },
      /headers\.Host: is set by the connection itself/,
    ],
    [
      'a length of its own',
      { ...good, headers: { 'Transfer-Encoding': { value: 'chunked' } } },
      /is set by the connection itself/,
    ],
    [
      'a secret',
      { ...good, headers: { Authorization: { value: 'Bearer abc' } } },
      /a secret does not stand in a document/,
    ],
    [
      'a secret in a header of the house',
      { ...good, headers: { 'X-Board-Key': { value: '0123456789' } } },
      /a secret does not stand in a document/,
    ],
    [
      'a variable that nothing fills in',
      { ...good, headers: { 'X-A': { value: '\u0024{BOARD}' } } },
      /headers\.X-A\.value: \$\{…\} is sent as it stands.*\{ from: <name> \}/,
    ],
    [
      'a text in place of a header',
      { ...good, headers: { 'X-A': 'b' } },
      /headers\.X-A: must be a map with from, prefix, base64 or value, but it is a text/,
    ],
    [
      'a header without what it needs',
      { ...good, headers: { 'X-A': { form: 'b' } } },
      /headers\.X-A: a map of this form is not allowed here; it has from, prefix, base64 or value/,
    ],
    [
      'a blank in the name of a header',
      { ...good, headers: { 'X A': { from: 'b' } } },
      /headers\.X A: its name must be letters, digits and dashes/,
    ],
    [
      'a text in place of a host',
      { per: 'entity', host: 'quality', url: '/x' },
      /request\.host: must be a map with from, but it is a text/,
    ],
    [
      'a status that is no absence',
      { ...good, absentWhen: [500] },
      /absentWhen/,
    ],
    [
      'an absence of a request for all',
      {
        per: 'bulk',
        url: 'https://quality.example.com/all',
        absentWhen: [404],
      },
      /an entity without a row is absent/,
    ],
    [
      'a body of a GET',
      { ...good, body: '{"a": 1}' },
      /only a POST has a body/,
    ],
  ])('does not have %s', (_, request, message) => {
    expect(messagesOf({ request })).toMatch(message);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a type that JSON Schema does not have',
      {
        fact: {
          schema: {
            type: 'object',
            properties: { gate: { type: 'strin', description: 'G.' } },
          },
          example: {},
        },
      },
      /gate\.type: "strin" is not one of object, array, string, number, integer, boolean, null; did you mean "string"\?/,
    ],
    [
      'a pagination of another kind',
      { pagination: { type: 'next', items: 'response' } },
      /pagination\.type: "next" is not one of none, link-header, cursor, page, offset/,
    ],
    [
      'an answer of several pages that is read as one page',
      {
        pagination: { type: 'link-header', items: 'response.data' },
        mapping: { properties: { gate: 'response.data[0].gate', issues: '0' } },
      },
      /"response" is the list of the items of all pages/,
    ],
    [
      'two lookups of a name',
      {
        lookups: [
          { name: 'a', url: '/a' },
          { name: 'a', url: '/b' },
        ],
      },
      /there already is a lookup "a"/,
    ],
    [
      'a lookup on another host',
      { lookups: [{ name: 'a', url: 'https://evil.example/a' }] },
      /must begin with one \//,
    ],
    [
      'a lookup that reads a later one',
      {
        lookups: [
          { name: 'a', url: '/{{ lookups.b.id }}' },
          { name: 'b', url: '/b' },
        ],
      },
      /"lookups" is not there/,
    ],
    [
      'a lookup that reads one that is not there',
      {
        lookups: [
          { name: 'a', url: '/a' },
          { name: 'b', url: '/{{ lookups.c.id }}' },
        ],
      },
      /lookups has no "c"/,
    ],
    [
      'each without forEach',
      { lookups: [{ name: 'a', url: '/{{ each }}' }] },
      /"each" is not there/,
    ],
    [
      'a row',
      { mapping: { properties: { gate: 'row.gate', issues: '0' } } },
      /"row" is not there/,
    ],
    [
      'rows of a request per entity',
      {
        mapping: { rows: 'response', properties: { gate: '""', issues: '0' } },
      },
      /only a bulk request has rows/,
    ],
    [
      'an expression that blows up',
      {
        mapping: {
          properties: {
            gate: 'response.a.map(x, response.a.map(y, response.a.map(z, z)))',
            issues: '0',
          },
        },
      },
      /may be nested 2 deep/,
    ],
    [
      'an expression without end',
      {
        mapping: {
          properties: {
            gate: `"" + ${'('.repeat(60)}""${')'.repeat(60)}`,
            issues: '0',
          },
        },
      },
      /depth|deep|nested/i,
    ],
    [
      'a property of the host',
      {
        mapping: {
          properties: { gate: 'response.constructor.name', issues: '0' },
        },
      },
      /"constructor" cannot be read/,
    ],
    [
      'an annotation of the entity that is none',
      {
        mapping: {
          properties: { gate: 'entity.metadata.annotation.x', issues: '0' },
        },
      },
      /entity\.metadata has no "annotation"/,
    ],
    [
      'null beside a number',
      {
        mapping: {
          properties: {
            gate: '""',
            issues: 'response.a ? null : size(response.b)',
          },
        },
      },
      /write dyn\(null\)/,
    ],
    [
      'a test without an expectation',
      { tests: [{ name: 'a', response: {} }] },
      /has one of expect, expectAbsent, expectError/,
    ],
    [
      'a test with two',
      {
        tests: [
          { name: 'a', response: {}, expectAbsent: true, expectError: 'x' },
        ],
      },
      /has one of expect/,
    ],
  ])('does not have %s', (_, parts, message) => {
    expect(messagesOf(parts)).toMatch(message);
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'rows without keys',
      { rows: 'response' },
      /needs "entityRef", or "rowKey" and "entityKey"/,
    ],
    [
      'a key of one side only',
      { rows: 'response', rowKey: 'row.k' },
      /go together/,
    ],
    [
      'both ways',
      {
        rows: 'response',
        rowKey: 'row.k',
        entityKey: 'entity.metadata.name',
        entityRef: '"a:b/c"',
      },
      /in place of "rowKey"/,
    ],
    ['no rows', { entityRef: '"a:b/c"' }, /needs "rows"/],
  ])('for all does not have %s', (_, mapping, message) => {
    const request = { per: 'bulk', url: 'https://quality.example.com/all' };
    const properties = { gate: 'row.gate', issues: '0' };
    expect(
      messagesOf({ request, mapping: { ...mapping, properties } }),
    ).toMatch(message);
  });
});

describe('a recipe for a fact that Readiness describes', () => {
  const parts = (fact?: JsonObject): JsonObject => ({
    fact: fact ?? (undefined as unknown as JsonObject),
    mapping: { properties: { rotations: 'response.rotations' } },
  });
  const named = { name: 'on-call' };

  it('takes its schema', async () => {
    const recipe = toRecipe(
      {
        ...parts(),
        tests: [
          {
            name: 'wrong',
            response: { rotations: [{ name: 'a', people: 'two', url: null }] },
            expectError: 'facts.on-call.rotations[0].people',
          },
        ],
      },
      named,
    );
    expect(recipe.fact.schema).toEqual(onCallFact.schema);
    expect((await testRecipe(recipe)).failed).toBe(0);
  });

  it('is the one that is known, so that there is one of it', () => {
    const text = recipeText(parts(), named);
    const { collectors, problems } = readDocuments(
      [{ source: 'a.yaml', text }],
      { builtIn: [] },
    );
    expect(problems).toEqual([]);
    expect(collectors[0].fact).toBe(onCallFact);
  });

  it.each<[string, JsonObject, JsonObject, RegExp]>([
    [
      'has no other schema',
      named,
      parts({
        schema: {
          type: 'object',
          properties: {
            rotations: { type: 'number', description: 'How many.' },
          },
        },
        example: { rotations: 1 },
      }),
      /already is a fact "on-call" with another schema; leave spec\.fact out/,
    ],
    [
      'maps what it asks for',
      named,
      { ...parts(), mapping: { properties: {} } },
      /"rotations" is required, but not mapped/,
    ],
    [
      'maps nothing else',
      named,
      { ...parts(), mapping: { properties: { rotations: '[]', teams: '1' } } },
      /there is no such property in the schema of the fact/,
    ],
    [
      'has a name that is known',
      { name: 'nowhere' },
      parts(),
      /describes no fact "nowhere" that a recipe could observe/,
    ],
  ])('%s', (_, metadata, spec, message) => {
    expect(messagesOf(spec, metadata)).toMatch(message);
  });

  it('gives way to one that ships with Readiness', () => {
    const { collectors, problems } = readDocuments(
      [{ source: 'own.yaml', text: recipeText() }],
      {
        builtIn: [{ source: 'shipped.yaml', text: recipeText() }],
        facts: factSchemas,
      },
    );
    expect(collectors).toHaveLength(1);
    expect(problems).toMatchObject([
      {
        source: 'own.yaml',
        message: expect.stringMatching(/"quality", which ships with Readiness/),
      },
    ]);
  });
});
