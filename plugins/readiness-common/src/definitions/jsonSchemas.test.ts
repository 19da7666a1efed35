import { JsonObject, JsonValue } from '@backstage/types';
import Ajv, { ValidateFunction } from 'ajv';
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments } from 'yaml';
import { collectorDocumentSchema } from './CollectorDocument';
import {
  pushedCollectorDocumentSchema,
  saysPushed,
} from './PushedCollectorDocument';
import {
  collectorJsonSchema,
  scorecardJsonSchema,
  scorecardTestJsonSchema,
} from './jsonSchemas';
import { scorecardExtensionSchema, scorecardSchema } from './Scorecard';
import { scorecardTestSchema } from './ScorecardTest';

const standards = join(__dirname, '../../../readiness-standards/documents');
const committed = join(__dirname, '../../schemas');

function compile(schema: JsonObject): ValidateFunction {
  // Formats have patterns beside them; a type that holds itself has no `type` of its own.
  return new Ajv({ validateFormats: false, allowUnionTypes: true }).compile(
    schema,
  );
}

const validators: Record<string, ValidateFunction> = {
  Scorecard: compile(scorecardJsonSchema()),
  ScorecardTest: compile(scorecardTestJsonSchema()),
  Collector: compile(collectorJsonSchema()),
};

function isRead(document: JsonObject): boolean {
  switch (document.kind) {
    case 'Collector':
      return (
        saysPushed(document)
          ? pushedCollectorDocumentSchema
          : collectorDocumentSchema
      ).safeParse(document).success;
    case 'ScorecardTest':
      return scorecardTestSchema.safeParse(document).success;
    default:
      return 'extends' in (document.spec as JsonObject)
        ? scorecardExtensionSchema.safeParse(document).success
        : scorecardSchema.safeParse(document).success;
  }
}

const scorecard = `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: demo, title: Demo, description: For tests. }
spec:
  target: { kind: Component, spec.type: { $in: [service, website] } }
  levels: [{ level: 1, name: Running, description: It runs. }]
  targets:
    - { when: { readiness.tier: 1 }, level: 1, only: { areas: [slos] } }
  params: { days: 30, names: [a, 1] }
  checks:
    - id: has-runbook
      title: Has a runbook
      question: Is there a runbook?
      rationale: Because.
      area: documentation
      level: 1
      effort: 2
      condition: facts.a.ok
      appliesTo: { $not: { $any: [{ spec.lifecycle: { $hasPrefix: dep } }, { metadata.tags: { $contains: x } }] } }
      messages: { pass: There is one., fail: There is none. }
      lookedFor: A runbook.
      remediation: { text: Write one., link: 'https://example.com' }
  exemptions:
    - { entity: 'Component:default/Shop', check: has-runbook, reason: x, approver: 'user:default/b', until: '2026-01-01' }
`;

const extension = `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: demo }
spec:
  extends: demo
  holdDays: 7
  checks: [{ id: has-runbook, level: 1, messages: { fail: None. } }]
  remove: [other]
`;

const collector = `
apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: quality, title: the quality gate, description: From the quality service. }
spec:
  target: { kind: Component }
  frequency: 6 hours
  timeToLive: 1 day
  fact:
    schema:
      type: object
      properties:
        passed: { type: boolean, description: Has it passed? }
        coverage: { anyOf: [{ type: number, x-precision: 1 }, { type: 'null' }], description: Of lines. }
      required: [passed]
    example: { passed: true, coverage: 81.5 }
  request:
    per: entity
    url: https://quality.example.com/api?component={{ entity.metadata.name }}
    headers: { Authorization: { from: quality-token }, Accept: { value: application/json } }
  mapping:
    properties: { passed: response.status == "OK", coverage: response.coverage }
`;

const test = `
apiVersion: team-readiness.dev/v1
kind: ScorecardTest
metadata: { name: documentation }
spec:
  scorecard: demo
  now: '2026-06-01T00:00:00Z'
  cases:
    - { check: has-runbook, name: is there, facts: { a: { ok: true } }, expect: { outcome: pass } }
`;

const pushed = `
apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: load-tests, title: Load tests, description: For tests. }
spec:
  push: true
  timeToLive: 45 days
  fact:
    schema:
      type: object
      required: [passed]
      properties: { passed: { type: boolean, description: Did it pass? } }
    example: { passed: true }
`;

const good: Record<string, string> = {
  scorecard,
  extension,
  collector,
  pushed,
  test,
};

describe('the JSON Schemas', () => {
  it.each(Object.keys(good))('accept a good %s, as the reader does', name => {
    const document = parse(good[name]);
    const validate = validators[document.kind];
    validate(document);
    expect(validate.errors).toBeNull();
    expect(isRead(document)).toBe(true);
  });

  it.each<[string, string, string]>([
    ['scorecard', 'effort: 2', 'effort: two'],
    ['scorecard', 'effort: 2', ''],
    ['scorecard', 'effort: 2', 'efort: 2'],
    ['scorecard', 'area: documentation', 'area: docs'],
    ['scorecard', 'level: 1\n      effort', 'level: 0\n      effort'],
    ['scorecard', 'https://example', 'ftp://example'],
    ['scorecard', "'2026-01-01'", "'2026-02-31'"],
    ['scorecard', 'Component:default/Shop', 'shop'],
    ['scorecard', '$in: [service, website]', '$is: service'],
    ['scorecard', '$in: [service, website]', '$in: [a], $exists: true'],
    ['scorecard', '{ $not: ', '{ kind: API, $not: '],
    ['scorecard', 'days: 30', 'days: { a: 1 }'],
    ['scorecard', 'v1', 'v2'],
    ['extension', 'level: 1', 'level: 10'],
    ['extension', 'id: has-runbook, ', ''],
    ['extension', 'extends: demo', 'extends: Demo'],
    ['extension', 'remove: [other]', 'remove: other'],
    ['pushed', 'push: true', 'push: false'],
    ['pushed', '45 days', 'P45D'],
    ['pushed', 'type: boolean', 'type: bool'],
    ['collector', 'type: boolean', 'type: bool'],
    ['collector', 'x-precision', 'precision'],
    ['collector', 'per: entity', 'per: team'],
    ['collector', '6 hours', 'PT6H'],
    ['collector', 'https://quality.example.com', 'ftp://quality.example.com'],
    ['collector', '//quality.', '//{{ entity.metadata.name }}.'],
    ['collector', '//quality.', '//user:password@quality.'],
    ['collector', 'from: quality-token', 'form: quality-token'],
    ['test', 'outcome: pass', 'outcome: passed'],
    ['test', 'T00:00:00Z', ''],
  ])('refuse a %s in which "%s" is "%s"', (name, part, replacement) => {
    expect(good[name]).toContain(part);
    const document = parse(good[name].replace(part, replacement));
    expect(validators[document.kind](document)).toBe(false);
    expect(isRead(document)).toBe(false);
  });

  it.each<[string, string, RegExp]>([
    [
      'timeToLive: 1 day',
      'timeToLive: 60 minutes',
      /longer than the frequency/,
    ],
    ['from: quality-token', 'value: secret', /a secret does not stand/],
    ['per: entity', 'per: bulk', /needs "rows"/],
    ['per: entity', 'per: entity\n    body: "{}"', /only a POST/],
    ['required: [passed]', 'required: [ok]', /no property "ok"/],
    ['coverage: response.coverage', 'cover: response.x', /no such property/],
    ['passed: response.status == "OK", ', '', /"passed" is required/],
    [', description: Of lines.', '', /needs a description/],
    ['type: object', 'type: array', /a fact is an object/],
  ])(
    'leave what only code can say of a collector to the reader: %s → %s',
    (part, replacement, message) => {
      expect(collector).toContain(part);
      const document = parse(collector.replace(part, replacement));
      const { success, error } = collectorDocumentSchema.safeParse(document);
      expect(success).toBe(false);
      expect(error?.issues[0].message).toMatch(message);
    },
  );

  it('accept the built-in documents', () => {
    const files = readdirSync(standards, { recursive: true })
      .map(String)
      .filter(name => name.endsWith('.yaml'));
    expect(files).toContain('service-readiness.yaml');
    const problems = files.flatMap(name =>
      parseAllDocuments(readFileSync(join(standards, name), 'utf8')).map(
        yaml => {
          const document = yaml.toJS({ maxAliasCount: 1_000 });
          const validate = validators[document.kind];
          return validate(document) ? [] : [name, validate.errors];
        },
      ),
    );
    expect(problems.flat()).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['scorecard', scorecardJsonSchema()],
    ['scorecard-test', scorecardTestJsonSchema()],
    ['collector', collectorJsonSchema()],
  ])('describe every key: %s', (_name, schema) => {
    const bare: string[] = [];
    const isObject = (value?: JsonValue): value is JsonObject =>
      typeof value === 'object' && value !== null && !Array.isArray(value);
    const visit = (value: JsonValue | undefined, path: string) => {
      if (Array.isArray(value)) {
        value.forEach((item, i) => visit(item, `${path}[${i}]`));
      }
      if (!isObject(value)) {
        return;
      }
      // What stands below these has names of documents, not of JSON Schema.
      for (const key of ['properties', 'definitions']) {
        const named = isObject(value[key]) ? value[key] : {};
        for (const [name, item] of Object.entries(named)) {
          const isBare = !(item as JsonObject).description;
          if (isBare && key === 'properties' && path !== '.if') {
            bare.push(`${path}.${name}`);
          }
          visit(item, `${path}.${name}`);
        }
      }
      const { properties, definitions, default: _, ...others } = value;
      Object.entries(others).forEach(([key, item]) =>
        visit(item, `${path}.${key}`),
      );
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });

  it.each<[string, JsonObject]>([
    ['scorecard', scorecardJsonSchema()],
    ['scorecard-test', scorecardTestJsonSchema()],
    ['collector', collectorJsonSchema()],
  ])('are committed as they are: %s', (name, schema) => {
    const text = readFileSync(join(committed, `${name}.schema.json`), 'utf8');
    expect(JSON.parse(text)).toEqual(schema);
  });
});
