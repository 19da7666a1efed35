import fc from 'fast-check';
import { decisionPartSynonyms } from './decisionSynonyms';
import { readDecision } from './readDecision';
import { readStatus, readStatusLine } from './readStatus';

const now = new Date('2026-06-15T12:00:00Z');

const reading = (text: string, path = 'docs/adr/0001-x.md') =>
  readDecision(text, { path, dependencies: ['orders-db'], now });
const decision = (text: string, path?: string) => reading(text, path).decision;

const own = 'It takes us a whole week to bring anything out.';

const madr4 = `---
status: "superseded by ADR-0123"
date: 2026-02-03
consulted: [group:default/Platform, mara]
tags: [Delivery]
---
# Release by canary

## Context and Problem Statement

${own} Orders DB suffers.

## Considered Options

* Rolling update
* Canary
* Blue/green

## Decision Outcome

Chosen option: "Canary", because a rolling update hurts everybody. We take Argo Rollouts on k8s.

### Consequences

* Good, because few users meet a bad release
* Bad, because it takes longer

## Pros and Cons of the Options

### Rolling update

* Good, because it is there

### Canary

* Bad, because it is slow

## Operability

Watched by the dashboard of releases, undone by one command.
`;

const nygard = `# 9. Keep orders in MySQL

Date: 3 March 2026

## Status

Accepted

Superseded by [10. Keep orders in PostgreSQL](0010-x.md)

## Context

${own}

## Decision

We will keep orders in MySQL.

## Consequences

Everybody has to learn how to run it.
`;

const madr2 = `# Use plain text

* Status: accepted
* Deciders: everybody
* Date: 2026-01-31

## Context

${own}
`;

describe('readDecision', () => {
  it('reads MADR 4', () => {
    expect(reading(madr4)).toEqual({
      decision: {
        title: 'Release by canary',
        words: expect.any(Number),
        status: 'superseded',
        date: '2026-02-03',
        topics: ['rollout'],
        rollout: 'canary',
        options: 3,
        hasProblem: true,
        hasConsequences: true,
        hasOperability: true,
        consulted: ['group:default/platform', 'user:default/mara'],
        dependenciesNamed: ['orders-db'],
        technologiesNamed: ['argo rollouts', 'kubernetes'],
      },
      hasDate: true,
      template: false,
      issues: [],
      nextDay: undefined,
    });
  });

  it('reads Nygard', () => {
    expect(decision(nygard)).toMatchObject({
      title: '9. Keep orders in MySQL',
      status: 'superseded',
      date: '2026-03-03',
      options: 0,
      hasProblem: true,
      hasConsequences: true,
      hasOperability: false,
      technologiesNamed: ['mysql'],
    });
  });

  it('reads MADR 2, with byte order mark and line ends of Windows', () => {
    expect(decision(`\uFEFF${madr2.replace(/\n/g, '\r\n')}`)).toMatchObject({
      title: 'Use plain text',
      status: 'accepted',
      date: '2026-01-31',
      hasProblem: true,
    });
    expect(decision(`\uFEFF${madr4.replace(/\n/g, '\r\n')}`)).toEqual(
      decision(madr4),
    );
  });

  it('reads plain Markdown, and what only the file name says', () => {
    expect(
      decision('We keep it as it is.', 'docs/adr/2026-01-31-keep.md'),
    ).toEqual({
      title: '2026-01-31-keep',
      words: 6,
      status: null,
      date: '2026-01-31',
      topics: [],
      rollout: null,
      options: 0,
      hasProblem: false,
      hasConsequences: false,
      hasOperability: false,
      consulted: [],
      dependenciesNamed: [],
      technologiesNamed: [],
    });
    expect(decision('')).toMatchObject({ title: '0001-x', words: 0 });
  });

  it.each([
    ['Accepted', 'accepted', undefined],
    ['✅ **Accepted** on 2026-01-31', 'accepted', '2026-01-31'],
    ['2026-01-31 approved', 'accepted', '2026-01-31'],
    ['DRAFT', 'proposed', undefined],
    ['On hold', 'proposed', undefined],
    ['not accepted', 'rejected', undefined],
    ['Partly superseded', 'accepted', undefined],
    ['superseded-by ADR-3', 'superseded', undefined],
    ['Status: Declined', 'rejected', undefined],
  ])('takes the status %j for %s', (line, status, date) => {
    expect(readStatusLine(line)).toEqual({ status, date });
  });

  it.each([
    'Supersedes ADR-3',
    'Acceptable',
    '{proposed | rejected | accepted}',
    'proposed | accepted',
    '__proto__',
    '',
  ])('takes %j for no status', line => {
    expect(readStatusLine(line)).toBeUndefined();
  });

  it('takes the newest of several states, or the one that comes last in the life of a record', () => {
    expect(
      readStatus(['2026-03-01 deprecated', '2026-04-01 accepted']),
    ).toMatchObject({ status: 'accepted' });
    expect(readStatus(['Superseded by 3', 'Accepted'])).toMatchObject({
      status: 'superseded',
    });
  });

  it('finds status and date in tables and lines at the top, not in examples below', () => {
    expect(
      decision(
        '# X\n\n| Status | Accepted |\n|---|---|\n| Date | 31.01.2026 |',
      ),
    ).toMatchObject({ status: 'accepted', date: '2026-01-31' });
    expect(
      decision(
        '# X\n\n| Date | Status |\n|---|---|\n| 2026-01-01 | proposed |\n| 2026-02-01 | rejected |',
      ),
    ).toMatchObject({ status: 'rejected', date: '2026-01-01' });
    expect(
      decision(
        '# X\n\n## Options\n\n### Use a line\n\nStatus: accepted\nDate: 2026-01-01',
      ),
    ).toMatchObject({ status: null, date: null });
  });

  it.each([
    [
      'a list',
      '## Considered Options\n\n* Redis\n* Kafka\n  * fast\n* Do nothing',
      3,
    ],
    [
      'sub-headings',
      '## Alternatives considered\n\n### Redis\n\n* Good, because fast\n\n### Kafka',
      2,
    ],
    ['bold lines', '## Options\n\n**Redis**\n\nFast.\n\n**Kafka**\n\nSafe.', 2],
    [
      'bold items',
      '## Options\n\n* **Redis**\n\n  Fast.\n\n* **Kafka**\n\n  Safe.',
      2,
    ],
    [
      'rows',
      '## Options\n\n| Option | Cost |\n|---|---|\n| Redis | 3 |\n| Kafka | 4 |',
      2,
    ],
    [
      'columns',
      '## Options\n\n| Criterion | Redis | Kafka | SQS |\n|---|---|---|---|\n| Cost | 1 | 2 | 3 |',
      3,
    ],
    [
      'headings of their own',
      `## Option 1: Redis\n\n${own}\n\n## Option 2: Kafka\n\n${own}`,
      2,
    ],
    ['code', '## Options\n\n* `redis`\n* `kafka`', 2],
    [
      'the same twice',
      '## Options\n\n* Redis\n* Kafka\n\n## Pros and cons of the options\n\n### Redis\n\n### Kafka',
      2,
    ],
    [
      'a template',
      '## Options\n\n* {title of option 1}\n* {title of option 2}\n* …',
      0,
    ],
    ['bare numbers', '## Options\n\n### Option 1\n\n### Option 2', 0],
    [
      'arguments',
      '## Pros and cons\n\n### Pros\n\nfast\n\n### Cons\n\nslow',
      0,
    ],
    ['the one that was taken', '## Chosen option\n\n* Redis\n* Kafka', 0],
    ['a title', '# Alternatives to Redis\n\n* one\n* two', 0],
    [
      'a list that names the same one twice',
      '## Options\n\n* Keep it\n* keep it.\n* Keep it',
      1,
    ],
    [
      'headings that name the same one twice',
      '## Options\n\n### Kafka\n\nOne log for all.\n\n### Kafka\n\nOne log for all.',
      1,
    ],
    [
      'a table that names the same one twice',
      '## Options\n\n| Option | Cost |\n|---|---|\n| Kafka | 1 |\n| Kafka | 2 |',
      1,
    ],
    [
      'columns that name the same one twice',
      '## Options\n\n| Criterion | Kafka | Kafka |\n|---|---|---|\n| cost | 1 | 2 |',
      1,
    ],
  ])('counts options in %s', (_, text, options) => {
    expect(
      decision(`# T\n\n${text}`.replace('# T\n\n# A', '# A')),
    ).toMatchObject({ options });
  });

  it('finds consequences in tables and lines, and none in a heading over nothing', () => {
    const has = (text: string) => decision(text).hasConsequences;
    expect(
      has('## Options\n\n| Option | Cons |\n|---|---|\n| Redis | slow |'),
    ).toBe(true);
    expect(has(`Consequences: ${own}`)).toBe(true);
    expect(has('Pros:\n\n* it is fast, and we know it')).toBe(true);
    expect(has('## Consequences\n\nTBD')).toBe(false);
    expect(
      has('## Consequences\n\n* Good, because {positive consequence}'),
    ).toBe(false);
  });

  it('names no strategy where the decision names several', () => {
    const of = (title: string, text: string) =>
      decision(`# ${title}\n\n## Decision\n\n${text}`).rollout;
    expect(of('Rollout', 'We use rolling updates; rolling back is easy.')).toBe(
      'rolling',
    );
    expect(
      of('Rollout', 'Canary for the web, blue-green for the rest.'),
    ).toBeNull();
    expect(of('Releases', 'Nothing is said.')).toBeNull();
    expect(of('Canary', 'Not rolling updates.')).toBe('canary');
  });

  it('refuses dates ahead, and says from when on they count', () => {
    expect(reading('# X\n\nDate: 2026-07-01')).toMatchObject({
      decision: { date: null },
      hasDate: true,
      nextDay: '2026-07-01',
      issues: [{ message: expect.stringMatching(/future/) }],
    });
    expect(reading('---\ndate: 2026-07-01\n---\n# X')).toMatchObject({
      decision: { date: null },
      hasDate: true,
      nextDay: '2026-07-01',
    });
    expect(reading('# X')).toMatchObject({ hasDate: false, issues: [] });
  });

  it('knows a form by its title', () => {
    const isTemplate = (text: string) => reading(text).template;
    expect(isTemplate('# {short title}')).toBe(true);
    expect(isTemplate("---\ntitle: 'ADR000: [TITLE]'\n---\n## Context")).toBe(
      true,
    );
    expect(isTemplate('# 12. Use [brackets]')).toBe(false);
    expect(isTemplate('# 12')).toBe(false);
  });

  it('shows of the text only a title that can do no harm', () => {
    const title = `\u202Eevil\u0007 \u200Bname ${'x'.repeat(500)}`;
    const { decision: found } = reading(
      `# ${title}\n\n## Decision\n\nThe secret plan.`,
    );
    expect(found.title).toHaveLength(200);
    expect(found.title.startsWith('evil name xxx')).toBe(true);
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('reads hostile documents in bounded time', () => {
    const hostile = [
      '# x\n'.repeat(100_000),
      '#'.repeat(6).concat(' Options\n\n* a\n').repeat(20_000),
      `## Options\n\n|${' a |'.repeat(10_000)}\n|${'-|'.repeat(
        10_000,
      )}\n|${' b |'.repeat(10_000)}`,
      `## Decision\n\n${'chosen option: '.repeat(60_000)}`,
      `${'* '.repeat(50_000)}Status: accepted`,
      `Status${': '.repeat(200_000)}`,
      `${'Accepted 2026-01-0'.repeat(50_000)}`,
      `---\na: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c, *c]\nstatus: accepted\n---\n`,
      `---\n__proto__: { status: accepted }\nconstructor: 1\n---\n# x`,
      `---\nstatus: ${'a'.repeat(40_000)}\n---\n# x`,
      'word '.repeat(400_000),
      '[a]('.repeat(100_000),
      '**'.repeat(200_000),
      '> '.repeat(100_000),
    ];
    for (const text of hostile) {
      const start = process.cpuUsage().user;
      expect(decision(text).options).toBeLessThanOrEqual(100);
      expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(10_000);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain(
      'status',
    );
  }, 120_000);

  it('answers any text with structure alone, and bounded', () => {
    const names = Object.values(decisionPartSynonyms).flat();
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(...names).map(name => `\n## ${name}\n\n`),
      fc.constantFrom(
        '---\n',
        'status: accepted\n',
        'date: 2026-01-01\n',
        '\nStatus: superseded by 3\n',
        '\n* ',
        '\n  * ',
        '\n1. ',
        '\n| a | Status |\n|---|---|\n| ',
        ' | ',
        '\n### Option 2: ',
        '**',
        'Good, because ',
        '{',
        '}',
        '<!--',
        '\r\n',
        '\u202E',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => {
        const found = decision(pieces.join(''));
        expect(found.title.length).toBeLessThanOrEqual(200);
        expect(found.title).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
        expect(found.options).toBeGreaterThanOrEqual(0);
        expect(found.words).toBeGreaterThanOrEqual(0);
        expect(found.date === null || found.date <= '2026-06-16').toBe(true);
        expect([...found.topics].sort()).toEqual(found.topics);
      }),
      { numRuns: 500 },
    );
  });
});
