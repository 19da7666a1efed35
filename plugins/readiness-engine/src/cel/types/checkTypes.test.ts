import {
  catalogFact,
  defineFact,
  ownerFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { z } from 'zod';
import { anyFact } from '../../__testUtils__/testScorecard';
import { checkEngine } from '../checkEngine';
import { checkTypes, TypeCheckOptions } from './checkTypes';
import { createTypeEnvironment } from './TypeEnvironment';

const documentFact = defineFact({
  collector: 'documents',
  title: 'the documents',
  description: 'For tests.',
  type: z.strictObject({
    readme: z
      .strictObject({
        path: z.string().describe('A path.'),
        words: z.number().describe('A count.'),
        changedAt: z.string().nullable().describe('A date.'),
      })
      .nullable()
      .describe('A document.'),
    language: z.enum(['en', 'de']).nullable().describe('A language.'),
    broken: z.number().describe('A count.'),
  }),
  example: { readme: null, language: null, broken: 0 },
});
const sloFact = defineFact({
  collector: 'slo',
  title: 'the SLOs',
  description: 'For tests.',
  type: z.strictObject({
    location: z.string().describe('A place.'),
    slos: z
      .array(
        z.strictObject({
          name: z.string().describe('A name.'),
          complete: z.boolean().describe('Yes or no.'),
          window: z.string().nullable().describe('A window.'),
          severity: z.enum(['low', 'high', 'critical']).describe('One of.'),
        }),
      )
      .describe('The SLOs.'),
    mean: z.number().nullable().describe('A number.'),
    labels: z.record(z.string(), z.string()).describe('Texts by name.'),
  }),
  example: { location: '', slos: [], mean: null, labels: {} },
});

const options: TypeCheckOptions = {
  engine: checkEngine,
  environment: createTypeEnvironment(
    [catalogFact, ownerFact, documentFact, sloFact, anyFact('own')],
    { days: 30, zero: 0, severities: ['high', 'critical'], none: [] },
    ['slo-defined', 'runbook'],
  ),
  returns: 'bool',
};

/** Each problem, and the source that it underlines. */
function problemsOf(source: string, change: Partial<TypeCheckOptions> = {}) {
  return checkTypes(source, { ...options, ...change }).problems.map(
    ({ message, start, end }) => [message, source.slice(start, end)],
  );
}

describe('a problem', () => {
  const facts = 'catalog, readiness/owner, documents, slo, own';
  const columns = 'name, complete, window, severity';
  const guard = (part: string, how = `${part} != null`) =>
    `${part} may be null: guard it, as in ${how} && …`;
  const missing = (part: string, how = `has(${part})`) =>
    `${part} may be missing: guard it, as in ${how} && …`;

  it.each<[string, string, string]>([
    // Names.
    ['fcts.slo', 'there is no variable "fcts"; did you mean "facts"?', 'fcts'],
    ['elephant', 'there is no variable "elephant"', 'elephant'],
    [
      'sise(facts.slo.slos) > 0',
      'there is no function "sise"; did you mean "size"?',
      'sise(facts.slo.slos)',
    ],
    [
      'facts.slo.slos.exist(s, s.complete)',
      'there is no function "exist"; did you mean "exists"?',
      'facts.slo.slos.exist(s, s.complete)',
    ],
    [
      'facts.docments.broken == 0',
      `there is no fact "docments"; did you mean "documents"? Known facts are ${facts}`,
      'docments',
    ],
    [
      'facts["elephants"].broken == 0',
      `there is no fact "elephants"; known facts are ${facts}`,
      '"elephants"',
    ],
    [
      'facts.documents.readmi != null',
      'facts.documents has no "readmi"; did you mean "readme"? It has readme, language, broken',
      'readmi',
    ],
    [
      'facts.slo.slos.exists(s, s.complet)',
      `s has no "complet"; did you mean "complete"? It has ${columns}`,
      'complet',
    ],
    [
      'facts.slo.slos[0].elephant == ""',
      missing('facts.slo.slos[0]', 'size(facts.slo.slos) > 0'),
      'facts.slo.slos[0]',
    ],
    [
      'has(facts.documents.reedme)',
      'facts.documents has no "reedme"; did you mean "readme"? It has readme, language, broken',
      'reedme',
    ],
    [
      '"complet" in facts.slo.slos.map(s, s.name) && "brokn" in facts.documents',
      'facts.documents has no "brokn"; did you mean "broken"? It has readme, language, broken',
      '"brokn"',
    ],
    [
      'params.dayz > 1',
      'there is no parameter "dayz" in spec.params; did you mean "days"? It has days, zero, severities, none',
      'dayz',
    ],
    [
      'results["slo-defind"] == "pass"',
      'there is no check "slo-defind"; did you mean "slo-defined"? There are slo-defined, runbook',
      '"slo-defind"',
    ],
    [
      'owner.membres == null',
      'owner has no "membres"; did you mean "members"? It has owners, exists, isTeam, members, reachable, onCall',
      'membres',
    ],
    [
      'entity.metadata.nam == ""',
      'entity.metadata has no "nam"; did you mean "name"? It has name, uid, etag, namespace, title, description, labels, annotations, tags, links',
      'nam',
    ],
    [
      'facts.catalog.entity.metadat == null',
      'facts.catalog.entity has no "metadat"; did you mean "metadata"? It has apiVersion, kind, metadata, spec, relations, status',
      'metadat',
    ],
    [
      'facts.slo.location.length == 1.0',
      'facts.slo.location is a string, which has no properties such as "length": write size(facts.slo.location)',
      'length',
    ],

    // Operands.
    [
      'facts.documents.broken + 1 > 2',
      '"+" does not go with a double and an int: numbers in facts and params are doubles, write 1.0',
      'facts.documents.broken + 1',
    ],
    [
      'size(facts.slo.slos) - params.days > 2',
      '"-" does not go with an int and a double: numbers in facts and params are doubles, write double(size(facts.slo.slos))',
      'size(facts.slo.slos) - params.days',
    ],
    [
      'facts.slo.location + 1 == ""',
      '"+" does not go with a string and an int',
      'facts.slo.location + 1',
    ],
    [
      'facts.slo.location < 3',
      '"<" cannot compare a string with an int',
      'facts.slo.location < 3',
    ],
    [
      'facts.slo.location < params.days',
      '"<" cannot compare a string with a double: params.days is a double',
      'facts.slo.location < params.days',
    ],
    ['now > 3', '">" cannot compare a timestamp with an int', 'now > 3'],
    [
      '-facts.slo.location == 1',
      '"-" needs a number, but facts.slo.location is a string',
      '-facts.slo.location',
    ],
    [
      'facts.slo.location in facts.documents.broken',
      '"in" needs a list or a map on its right, but facts.documents.broken is a double',
      'facts.slo.location in facts.documents.broken',
    ],
    [
      '"a" in facts.slo.location',
      '"in" needs a list or a map on its right, but facts.slo.location is a string: write facts.slo.location.contains("a")',
      '"a" in facts.slo.location',
    ],
    [
      '1 in facts.slo.labels',
      'the keys of a map are strings, but 1 is an int',
      '1',
    ],
    [
      'facts.slo.slos["a"].complete',
      'an item of a list is named by its number, not by a string',
      'facts.slo.slos["a"]',
    ],
    ['1 % 0 == 1', 'a division by 0 always fails', '0'],
    [
      '1 / size(facts.slo.slos) > 0',
      'size(facts.slo.slos) may be 0, by which nothing can be divided: guard it, as in size(facts.slo.slos) != 0 && …',
      'size(facts.slo.slos)',
    ],
    [
      'percent(1, params.zero) > 50.0',
      'params.zero may be 0, by which nothing can be divided: guard it, as in params.zero != 0.0 && …',
      'params.zero',
    ],

    // What can never be.
    [
      'facts.slo.slos.exists(s, s.severity == "hihg")',
      '"hihg" is no value of s.severity; did you mean "high"? It is one of low, high, critical',
      's.severity == "hihg"',
    ],
    [
      'facts.slo.slos.exists(s, s.severity in ["high", "critcal"])',
      '"critcal" is no value of s.severity; did you mean "critical"? It is one of low, high, critical',
      '"critcal"',
    ],
    [
      'results.runbook != "passed"',
      '"passed" is no value of results.runbook; did you mean "pass"? It is one of fail, unknown, error, exempt, pass, not-applicable',
      'results.runbook != "passed"',
    ],
    [
      'facts.documents.language == "fr"',
      '"fr" is no value of facts.documents.language; it is one of en, de',
      'facts.documents.language == "fr"',
    ],
    [
      'facts.slo.location == 1',
      'facts.slo.location is a string and 1 is an int: they are never equal',
      'facts.slo.location == 1',
    ],
    [
      'facts.catalog.tier in params.severities',
      'facts.catalog.tier is a double or null and an item of params.severities is a string: they are never equal',
      'facts.catalog.tier in params.severities',
    ],
    [
      'facts.slo.slos != null',
      'facts.slo.slos is never null: the comparison has always the same answer',
      'facts.slo.slos != null',
    ],

    // Answers that are no bool.
    [
      'facts.documents.broken',
      'the answer must be a bool, but facts.documents.broken is a double',
      'facts.documents.broken',
    ],
    ['1 + 1', 'the answer must be a bool, but 1 + 1 is an int', '1 + 1'],
    [
      'facts.slo.location && true',
      'each side of "&&" must be a bool, but facts.slo.location is a string',
      'facts.slo.location',
    ],
    [
      '!facts.slo.slos',
      'what "!" negates must be a bool, but facts.slo.slos is a list: write size(facts.slo.slos) > 0',
      'facts.slo.slos',
    ],
    [
      'facts.slo.location ? true : false',
      'what stands before "?" must be a bool, but facts.slo.location is a string',
      'facts.slo.location',
    ],
    [
      'size(facts.slo.slos.filter(s, s.name)) > 0',
      'the body of filter() must be a bool, but s.name is a string',
      's.name',
    ],

    // Arguments.
    [
      'size(facts.documents.broken) > 1',
      'size() takes a string, bytes, a list or a map, but facts.documents.broken is a double',
      'facts.documents.broken',
    ],
    [
      'daysSince(facts.documents.broken) > 1',
      'daysSince() takes a date as a string, but facts.documents.broken is a double',
      'facts.documents.broken',
    ],
    [
      'latest([facts.documents.broken]) == null',
      'latest() takes a list of dates as strings, but [facts.documents.broken] is a list of double',
      '[facts.documents.broken]',
    ],
    [
      'facts.slo.slos.join(",") == ""',
      'join() takes a list of strings, but facts.slo.slos is a list of map',
      'facts.slo.slos',
    ],
    [
      'facts.slo.location.startsWith(3)',
      'startsWith() takes a string, but 3 is an int',
      '3',
    ],
    [
      'pathMatches("a")',
      'pathMatches() takes 2 arguments, not 1',
      'pathMatches("a")',
    ],
    [
      'startsWith("a")',
      'startsWith() is a method: write it after what it is about, as in text.startsWith()',
      'startsWith("a")',
    ],
    [
      '"2026-01-01".daysSince() > 1',
      'daysSince() is no method: write daysSince("2026-01-01")',
      '"2026-01-01".daysSince()',
    ],
    [
      'facts.slo.location.exists(x, true)',
      'exists() walks over a list or the keys of a map, but facts.slo.location is a string',
      'facts.slo.location',
    ],

    // What may not be there.
    [
      'facts.documents.readme.words > 3',
      guard('facts.documents.readme'),
      'facts.documents.readme',
    ],
    ['owner.members > 3', guard('owner.members'), 'owner.members'],
    [
      'facts.documents.readme != null && daysSince(facts.documents.readme.changedAt) < 3',
      guard('facts.documents.readme.changedAt'),
      'facts.documents.readme.changedAt',
    ],
    [
      'facts.documents.readme != null || facts.documents.readme.words > 3',
      'facts.documents.readme is always null here',
      'facts.documents.readme',
    ],
    [
      'facts.slo.slos.all(s, s.window.size() > 1)',
      guard('s.window'),
      's.window',
    ],
    [
      'facts.slo.slos.map(s, s.window).exists(w, w.size() > 1)',
      guard('w'),
      'w',
    ],
    ['facts.slo.mean * 2.0 > 1.0', guard('facts.slo.mean'), 'facts.slo.mean'],
    [
      'facts.slo.mean > 1.0 && facts.slo.mean != null',
      guard('facts.slo.mean'),
      'facts.slo.mean',
    ],
    [
      'entity.metadata.title == "x"',
      missing('entity.metadata.title'),
      'entity.metadata.title',
    ],
    [
      'entity.spec.type == "service"',
      missing('entity.spec.type'),
      'entity.spec.type',
    ],
    [
      'has(entity.metadata.annotations) && entity.metadata.annotations["a"] == "b"',
      missing(
        'entity.metadata.annotations["a"]',
        '"a" in entity.metadata.annotations',
      ),
      'entity.metadata.annotations["a"]',
    ],
    [
      'size(facts.slo.slos) > 1 && facts.slo.slos[2].complete',
      missing('facts.slo.slos[2]', 'size(facts.slo.slos) > 2'),
      'facts.slo.slos[2]',
    ],
    [
      'params.severities[2] == "x"',
      missing('params.severities[2]', 'size(params.severities) > 2'),
      'params.severities[2]',
    ],
    [
      'facts.slo.slos[params.days].complete',
      'whether facts.slo.slos[params.days] is there cannot be said: name an item by a written number, as in facts.slo.slos[0], or ask for any with facts.slo.slos.exists(…)',
      'facts.slo.slos[params.days]',
    ],
  ])('of %s', (source, message, underlined) => {
    expect(problemsOf(source)[0]).toEqual([message, underlined]);
  });

  it('is told once, and at most five are', () => {
    const twice = 'owner.members > 1.0 && owner.members < 5.0';
    expect(problemsOf(twice)).toHaveLength(1);
    const many = [...'abcdefgh'].map(name => `facts.slo.${name}${name}`);
    expect(problemsOf(many.join(' || '))).toHaveLength(5);
  });

  it.each([
    ['facts.slo.slos.all(s, s.)', /Expected|Unexpected/],
    ['has(facts.slo)', /has\(\) on a whole fact/],
    ['has(results.runbook)', /has\(\) on a result is not allowed/],
    ['results[params.days] == "pass"', /"results" must be written out/],
    ['"runbook" in results', /"results" cannot be used as a whole/],
    [`${'['.repeat(60)}${']'.repeat(60)} == []`, /deep|depth|nest/i],
  ])('of the engine comes first: %s', (source, message) => {
    expect(problemsOf(source)[0][0]).toMatch(message);
  });
});

describe('no problem', () => {
  it.each([
    // Guards.
    'facts.documents.readme != null && facts.documents.readme.words > 3',
    'null != facts.documents.readme && facts.documents.readme.words > 3',
    'facts.documents.readme == null || facts.documents.readme.words > 3',
    'facts.documents.readme != null ? facts.documents.readme.words > 3 : true',
    '!(facts.documents.readme == null) && facts.documents.readme.words > 3',
    '!(facts.documents.readme == null || facts.documents.readme.words < 3)',
    '!(facts.documents.readme == null || facts.documents.readme.changedAt == null) && daysSince(facts.documents.readme.changedAt) < 3',
    'has(facts.documents.readme.path) && facts.documents.readme.words > 3',
    'facts["documents"].readme != null && facts.documents["readme"].words > 3',
    'facts.documents.language == "en" && facts.documents.language.size() > 1',
    'facts.catalog.tier in [1, 2] && facts.catalog.tier + 1.0 > 1.0',
    'has(entity.metadata.title) && entity.metadata.title == "x"',
    'has(entity.metadata.annotations) && "a" in entity.metadata.annotations && entity.metadata.annotations["a"] == "b"',
    'has(entity.metadata.labels) && entity.metadata.labels.all(k, entity.metadata.labels[k] != "")',
    'has(entity.spec.type) && entity.spec.type.whatever == 3',
    'dyn(entity).spec.type == "service"',
    'cel.bind(r, facts.documents.readme, r != null && r.words > 3)',
    'cel.bind(r, facts.documents.readme, r != null) && facts.documents.readme.words > 3',
    'latest([facts.documents.readme == null ? null : facts.documents.readme.changedAt]) == null',
    // One of two things holds; once the one is out, it is the other.
    '(facts.slo.mean != null || owner.members != null) && (facts.slo.mean == null ? owner.members > 1.0 : facts.slo.mean > 1.0)',
    // Items.
    'facts.slo.slos.all(s, s.window != null && s.window.size() > 1)',
    'facts.slo.slos.filter(s, s.window != null).all(s, s.window.size() > 1)',
    'facts.slo.slos.filter(s, s.window != null).map(s, s.window).join(",") == ""',
    'facts.slo.slos.map(s, s.window != null, s.window + "x").join(",") == ""',
    'facts.slo.slos.all(s, s.window != null) && facts.slo.slos.exists(s, s.window.size() > 1)',
    '!facts.slo.slos.exists(s, s.window == null) && facts.slo.slos.all(s, s.window.size() > 1)',
    '[facts.slo.mean, owner.members].exists(n, n != null && n > 1.0)',
    // Sizes.
    'size(facts.slo.slos) > 0 && facts.slo.slos[0].complete',
    'facts.slo.slos.size() >= 2 && facts.slo.slos[1].complete',
    'facts.slo.slos != [] && facts.slo.slos[size(facts.slo.slos) - 1].complete',
    'size(facts.slo.slos) == 0 || facts.slo.slos[0].complete',
    'facts.slo.slos.exists(s, s.complete) && facts.slo.slos[0].complete',
    'params.severities[1] == "critical"',
    'size(facts.slo.slos) != 0 && 1 / size(facts.slo.slos) > 0',
    'facts.documents.broken > 0 && percent(1, facts.documents.broken) > 50.0',
    'percent(1, params.days) > 50.0',
    // Numbers of several types.
    'facts.documents.broken > 1 && 1 < facts.documents.broken',
    'double(size(facts.slo.slos)) / facts.documents.broken > params.days',
    // Nothing is known of these.
    'facts.own.a.b.c + 1 > facts.own.d',
    'facts.own.list.exists(x, x.a == 3 || x.b)',
    '"a" in params.none',
    'results.runbook == "pass" || results["slo-defined"] in ["exempt", "pass"]',
    'type(facts.documents.broken) == double && now > timestamp("2026-01-01T00:00:00Z")',
  ])('in %s', source => {
    expect(problemsOf(source)).toEqual([]);
  });

  it('of null in texts, but of all else', () => {
    const inText = (source: string) =>
      problemsOf(source, { returns: 'dyn', allowsMissing: true });
    expect(inText('facts.documents.readme.words')).toEqual([]);
    expect(inText('facts.slo.slos[3].window + "x"')).toEqual([]);
    expect(inText('entity.metadata.labels.a')).toEqual([]);
    expect(inText('facts.documents.readme.wrods')[0][0]).toMatch(
      /did you mean "words"/,
    );
    expect(inText('facts.documents.broken + 1')[0][0]).toMatch(/write 1\.0/);
  });

  it('of facts, where nothing is known of any', () => {
    const environment = createTypeEnvironment(null, { days: 3 }, ['a']);
    const { problems } = checkTypes(
      'facts.gone.x.y > 3 && entity.a.b == owner.c && params.days + 1 > 2',
      { ...options, environment },
    );
    expect(problems).toEqual([]);
    expect(
      checkTypes('params.dayz > 1', { ...options, environment }).problems,
    ).toHaveLength(1);
  });
});

describe('what is known', () => {
  it.each([
    ['facts.slo.mean != null', 'whenTrue', true],
    ['facts.slo.mean != null', 'whenFalse', false],
    ['facts.slo.mean == null || owner.members == null', 'whenFalse', true],
    ['facts.slo.mean == null && owner.members == null', 'whenFalse', false],
    [
      'facts.slo.mean == null && facts.documents.broken == 0',
      'whenFalse',
      false,
    ],
  ] as const)(
    'after %s, %s, holds in the next condition',
    (before, when, isSafe) => {
      const known = checkTypes(before, options)[when];
      expect(problemsOf('facts.slo.mean > 1.0', { known })).toHaveLength(
        isSafe ? 0 : 1,
      );
    },
  );

  it('is concluded once the other possibility is out', () => {
    const { whenFalse: known } = checkTypes(
      'owner.members != null && (facts.slo.mean == null || facts.documents.broken > 0)',
      options,
    );
    const condition = 'owner.members != null && owner.members > facts.slo.mean';
    expect(problemsOf(condition)).toHaveLength(1);
    expect(problemsOf(condition, { known })).toEqual([]);
  });
});

it('checks a hundred conditions in time, on a busy machine too', () => {
  const source =
    'facts.documents.readme != null && facts.documents.readme.words > params.days && facts.slo.slos.exists(s, s.complete && s.window != null && s.window.startsWith("2")) && (owner.members == null || owner.members > 2.0)';
  const started = process.cpuUsage().user;
  for (let i = 0; i < 100; i++) {
    expect(problemsOf(`${source} && size(facts.slo.slos) > ${i}`)).toEqual([]);
  }
  expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(10_000);
});

// Each pair of brackets once doubled the work, so that thirty of them never came to an end.
it('comes to an end with brackets within brackets', () => {
  const guards = ['facts.slo.mean', 'owner.members', 'facts.catalog.tier'];
  const guard = (i: number) => `${guards[i % 3]} ${i % 2 ? '==' : '!='} null`;
  const levels = Array.from({ length: 30 }, (_, i) => i);
  const inwards = `${'('.repeat(30)}${guard(0)}${levels
    .map(i => ` || ${guard(i)}) && ${guard(i + 1)}`)
    .join('')}`;
  const outwards = `${levels
    .map(i => `${guard(i)} || (${guard(i + 1)} && (`)
    .slice(0, 12)
    .join('')}true${'))'.repeat(12)}`;
  expect(problemsOf(inwards)).toEqual([]);
  expect(problemsOf(outwards)).toEqual([]);
});
