import fc from 'fast-check';
import { readDocument } from './readDocument';

const now = new Date('2026-06-15T12:00:00Z');

const read = (text: string, dependencies: string[] = []) =>
  readDocument(text, { dependencies, now });
const content = (text: string, dependencies?: string[]) =>
  read(text, dependencies).content;

const own = 'Customers cannot pay, and orders pile up quickly.';

describe('readDocument', () => {
  it('measures a document', () => {
    expect(
      content(
        `---
title: Shop
reviewed: 2026-05-01
---
# The Shop

${own}

## Impact on **Customers**

${own}

\`\`\`sh
kubectl get pods --many words here
\`\`\`
`,
      ),
    ).toEqual({
      words: 2 + 8 + 3 + 8,
      headings: ['the shop', 'impact on customers'],
      sections: ['impact'],
      hasCommandOrLink: true,
      reviewedAt: '2026-05-01',
      reviewedBy: [],
      usedAt: null,
      dependenciesNamed: [],
    });
  });

  it('counts words, not code, markup, comments or addresses of links', () => {
    const words = (text: string) => content(text).words;
    expect(words('one two')).toBe(2);
    expect(words("don't re-use v1.2")).toBe(3);
    expect(words('`a b c` one')).toBe(1);
    expect(words('    indented code')).toBe(0);
    expect(words('[one](https://example.org/two/three)')).toBe(1);
    expect(words('![one two](picture.png)')).toBe(0);
    expect(words('<!-- one two -->\n\nthree')).toBe(1);
    expect(words('<p align="center">one <b>two</b></p>')).toBe(2);
    expect(words('| a | b |\n|---|---|\n| one | two |')).toBe(4);
    expect(words('- one\n- two\n  - three')).toBe(3);
    expect(words('決済サービスが停止した場合')).toBeGreaterThan(3);
    expect(words('')).toBe(0);
  });

  it('finds a copied template almost empty, and without sections', () => {
    const template = content(`# Runbook

## Impact

TODO: describe the impact here.

## Symptoms

<what do users see?>

## Diagnosis

Describe how to diagnose the problem here.

## Mitigation

[ steps ]

## Escalation

TBD
`);
    expect(template).toMatchObject({ words: 0, sections: [] });
    expect(template.headings).toHaveLength(6);
  });

  it.each([
    ['## Symptoms', ['symptoms']],
    ['## Meaning', ['symptoms']],
    ['## 3. How to diagnose', ['diagnosis']],
    ['## Troubleshooting steps', ['diagnosis']],
    ['## Mitigation / Rollback', ['mitigation', 'rollback']],
    ['## Roll-back', ['rollback']],
    ['## On-call contacts:', ['escalation']],
    ['**Resolution:**', ['resolution']],
    ['### Recovery', ['resolution']],
    ['## Impactful changes', []],
    ['## A long heading that only mentions the impact in passing words', []],
    ['Impact', []],
  ])('%s opens %j', (heading, sections) => {
    expect(content(`${heading}\n\n${own}`).sections).toEqual(sections);
  });

  it('counts a section only if something stands in it, also in its parts', () => {
    const sections = (text: string) => content(text).sections;
    expect(sections('## Impact\n## Rollback\n\nshort')).toEqual([]);
    expect(sections('## Rollback\n\n`kubectl rollout undo`')).toEqual([
      'rollback',
    ]);
    expect(sections(`## Diagnosis\n\n### Logs\n\n${own}`)).toEqual([
      'diagnosis',
    ]);
    expect(sections(`## Diagnosis\n\n## Logs\n\n${own}`)).toEqual([]);
    expect(sections(`### Impact\n\n# Other\n\n${own}`)).toEqual([]);
  });

  it.each([
    ['```\nmake run\n```', true],
    ['run `make`', true],
    ['see [the manual](docs/manual.md)', true],
    ['see https://example.org', true],
    ['<a href="https://example.org">x</a>', true],
    ['[x](javascript:alert(1))', false],
    ['``` \n\n```', false],
    ['nothing', false],
  ])('%j holds a command or link: %s', (text, expected) => {
    expect(content(text).hasCommandOrLink).toBe(expected);
  });

  it('finds the names of dependencies as whole words, in diagrams too', () => {
    const text =
      'Calls **Payments API**.\n\n```mermaid\nshop --> orders-db\n```\n\nprepayments';
    expect(
      content(text, [
        'orders-db',
        'payments-api',
        'payments',
        'pay',
        'orders-db',
        '--',
      ]),
    ).toMatchObject({
      dependenciesNamed: ['orders-db', 'payments', 'payments-api'],
    });
  });

  it.each([
    ['reviewed: 2026-01-31', '2026-01-31'],
    ['last_reviewed: "2026-01-31T10:00:00Z"', '2026-01-31'],
    ['reviewed_at: 2026-01-31 10:00', '2026-01-31'],
    ['reviewed: ""\nlast_reviewed: 2026-01-31', '2026-01-31'],
    ['title: x', null],
    ['', null],
  ])('reads the front matter %j', (frontMatter, reviewedAt) => {
    const reading = read(`---\n${frontMatter}\n---\n${own}`);
    expect(reading).toMatchObject({
      content: { reviewedAt, words: 8 },
      issues: [],
    });
  });

  it.each([
    ['title: x\nreviewed: [2026-01', 4, /cannot be read/],
    ['title: x\nreviewed: yesterday', 3, /must be a date such as/],
    ['reviewed: 2026-06-31', 2, /must be a date such as/],
    ['reviewed: 20260131', 2, /must be a date such as/],
    ['reviewed: 2099-01-01', 2, /lies in the future/],
    ['- reviewed', 2, /mapping/],
    ['__proto__: {reviewed: 2026-01-01}', 2, /cannot be read/],
  ])(
    'names the place of a broken front matter %j, and counts the rest',
    (text, line, message) => {
      const reading = read(`---\n${text}\n---\n${own}`);
      expect(reading.content).toMatchObject({ reviewedAt: null, words: 8 });
      expect(reading.issues).toEqual([
        {
          line,
          column: expect.any(Number),
          message: expect.stringMatching(message),
        },
      ]);
    },
  );

  it('takes a line at the top without an end for what it is in Markdown', () => {
    expect(read(`---\n\n${own}`)).toMatchObject({
      content: { words: 8, reviewedAt: null },
      issues: [],
    });
  });

  it.each([
    ['Auswirkungen', 'Fehlersuche', 'Behebung', 'Zurückrollen', 'Eskalation'],
    ['Impact', 'Diagnostic', 'Résolution', 'Retour arrière', 'Escalade'],
    ['Impacto', 'Diagnóstico', 'Resolución', 'Reversión', 'Contactos'],
    ['Impacto', 'Diagnóstico', 'Resolução', 'Reversão', 'Escalonamento'],
  ])('finds sections in the languages of its list: %s', (...headings) => {
    const said = 'Die Kundschaft kann nicht mehr bezahlen und wartet.';
    const text = headings.map(it => `## ${it}\n\n${said}\n`).join('\n');
    expect(read(text).content.sections).toEqual([
      'diagnosis',
      'escalation',
      'impact',
      'resolution',
      'rollback',
    ]);
  });

  it('does not count the same words again and again', () => {
    expect(read('word '.repeat(500)).content.words).toBe(5);
    expect(read('See `make`. Lots of words. '.repeat(100)).content.words).toBe(
      20,
    );
    const said = 'The team that is called looks at the board and at the logs.';
    expect(read(`${said}\n\n${said}`).content.words).toBe(26);
    const japanese = '注文を受け付けます。'.repeat(200);
    expect(read(japanese).content.words).toBeLessThan(60);
  });

  it('reads a very long document in part, and says so', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => 10_000 + i);
    const { content: long, issues } = read(text.join(' '));
    expect(long.words).toBe(text.join(' ').slice(0, 262_144).split(' ').length);
    expect(issues).toMatchObject([
      { message: expect.stringMatching(/very long/) },
    ]);
    expect(content('# x\n'.repeat(500)).headings).toHaveLength(100);
  });

  it('answers any text with structure alone', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '---\n',
        '# ',
        '## Impact\n',
        '`',
        '```\n',
        '[',
        '](',
        '<',
        '\n\n',
        '**',
        '> ',
        '- ',
        '|',
        'reviewed: 2026-01-01\n',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const { content: found } = read(pieces.join(''));
        expect(Number.isInteger(found.words)).toBe(true);
        expect(found.sections).toEqual([...found.sections].sort());
        expect([null, '2026-01-01']).toContain(found.reviewedAt);
      }),
      { numRuns: 500 },
    );
  });

  it('never counts fewer words when words are added', () => {
    const line = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,6}$/);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), line, (lines, last) => {
        const before = lines.join('\n\n');
        expect(content(`${before}\n\n${last}`).words).toBeGreaterThanOrEqual(
          content(before).words,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('reads who reviewed it and when it was last used', () => {
    const front = (yaml: string) => read(`---\n${yaml}\n---\n${own}`);
    expect(
      front('reviewed_by: Mara\nlast_used: 2026-06-01T10:00').content,
    ).toMatchObject({
      reviewedBy: ['user:default/mara'],
      usedAt: '2026-06-01',
    });
    expect(
      front('reviewers: [group:Default/Search, user:acme/li, li, Li]').content
        .reviewedBy,
    ).toEqual(['group:default/search', 'user:acme/li', 'user:default/li']);
    expect(front('used: 2026-09-01')).toMatchObject({
      content: { usedAt: null },
      issues: [{ message: expect.stringMatching(/future.*use/), line: 2 }],
    });
    expect(
      front('title: x\nreviewed_by: [mara, "two words", { name: li }, 7]'),
    ).toMatchObject({
      content: { reviewedBy: ['user:default/mara'] },
      issues: [
        {
          message: expect.stringMatching(/reviewed_by must be names/),
          line: 3,
        },
      ],
    });
    const many = Array.from({ length: 30 }, (_, i) => `u${i}`);
    const long = front(`reviewed_by: [${many}]\nreviewed: 2026-05-01`);
    expect(long.content.reviewedBy).toHaveLength(20);
    expect(long.content.reviewedAt).toBe('2026-05-01');
    expect(long.issues).toMatchObject([{ line: 2 }]);
  });

  it('collects the addresses of links and pictures', () => {
    expect(
      read(
        `[a](docs/a.md) ![b](b.png "B") [again](docs/a.md) [c][ref] \`[no](no.md)\`
         | [d](d%20e.md) | https://example.org | [x](javascript:alert(1))

# [In a heading](../up.md#part)

    [code](code.md)

[ref]: other.md`,
      ).links,
    ).toEqual(['docs/a.md', 'b.png', 'other.md', 'd%20e.md', '../up.md#part']);
    const many = Array.from({ length: 1_100 }, (_, i) => `[x](${i}.md)`);
    expect(read(many.join(' ')).links).toHaveLength(1_000);
    expect(read(`[x](${'a'.repeat(2_000)})`).links).toEqual([]);
  });
});
