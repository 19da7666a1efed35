import fc from 'fast-check';
import { readHcl } from './readHcl';

const only = (text: string) => {
  const { blocks, issue } = readHcl(text);
  expect(issue).toBeUndefined();
  return blocks.map(({ type, labels, attributes }) => ({
    type,
    labels,
    attributes: Object.fromEntries(attributes),
  }));
};

describe('readHcl', () => {
  it('tells literal texts from expressions', () => {
    expect(
      only(`
# module "no" { source = "x" }
// module "no" { source = "x" }
/* module "no" {
   source = "x" */
module "database" {
  source  = "registry.example.org/platform/database/aws" # why
  version = "4.2.1"
  name    = "db-\${var.name}-\${lower("A\${"}"}")}"
  dollar  = "$\${literal}"
  joined  = "a" == "b" ? "c" : "d"
  from    = var.source
  quoted  = "a\\"b\\n"
  policy  = <<-EOT
    module "no" {
      source = "x"
    }
  EOT
  tags = {
    a   = "b"
    "c" = var.c, d : "e"
    (x) = "f"
  }
  list = [for k, v in { a = "b" } : { source = k } if v != "}"]
  providers = { aws = aws.main }
  lifecycle { ignore_changes = [tags] }
}
locals { a = 1 }
`),
    ).toEqual([
      {
        type: 'module',
        labels: ['database'],
        attributes: {
          source: 'registry.example.org/platform/database/aws',
          version: '4.2.1',
          name: null,
          dollar: '$${literal}',
          joined: null,
          from: null,
          quoted: 'a"b\n',
          policy: null,
          tags: new Map<string, unknown>([
            ['a', 'b'],
            ['c', null],
            ['d', 'e'],
          ]),
          list: null,
          providers: new Map([['aws', null]]),
        },
      },
      { type: 'locals', labels: [], attributes: { a: null } },
    ]);
  });

  it('reads blocks on one line, without quotes, with Windows line ends', () => {
    expect(only('a b "c" { d = "e" }\r\nf {}\r\n')).toEqual([
      { type: 'a', labels: ['b', 'c'], attributes: { d: 'e' } },
      { type: 'f', labels: [], attributes: {} },
    ]);
  });

  it.each([
    ['module "a" {\n  b = "c"\n', 3, 0],
    ['module "a" {}\nb = "c\n"', 2, 1],
    ['module "a" {}\n\nb = <<E\nx\n', 3, 1],
    ['module "a" {}\n/* x', 2, 1],
    ['module "a" {}\n}', 2, 1],
    ['module "a" {}\nb [', 2, 1],
    ['module "a" {}\nb = [1, 2', 2, 1],
    ['<<<<<<< HEAD', 1, 0],
  ])('keeps what was before a mistake: %j', (text, line, blocks) => {
    const read = readHcl(text);
    expect(read.issue?.line).toBe(line);
    expect(read.blocks).toHaveLength(blocks);
  });

  it('reads back what was written', () => {
    const name = fc.stringMatching(/^[a-z_][a-z0-9_-]{0,8}$/);
    const text = fc.string({ maxLength: 12, unit: 'grapheme' });
    const quote = (value: string) =>
      JSON.stringify(value)
        .replace(/\\u....|\\[bf]/g, '')
        .replace(/[$%]\{/g, '');
    const block = fc.record({
      type: name,
      labels: fc.array(name, { maxLength: 2 }),
      attributes: fc.dictionary(name, text, {
        maxKeys: 4,
        noNullPrototype: true,
      }),
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), blocks => {
        const written = blocks
          .map(({ type, labels, attributes }) => {
            const lines = Object.entries(attributes).map(
              ([key, value]) => `  ${key} = ${quote(value)} # "x`,
            );
            return [
              `${type} ${labels.map(it => `"${it}"`).join(' ')} {`,
              ...lines,
              '}',
            ].join('\n');
          })
          .join('\n');
        expect(only(written)).toEqual(
          blocks.map(it => ({
            ...it,
            attributes: Object.fromEntries(
              Object.entries(it.attributes).map(([key, value]) => [
                key,
                JSON.parse(quote(value)),
              ]),
            ),
          })),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads whatever text without throwing', () => {
    const part = fc.constantFrom(
      ...['"', '${', '%{', '}', '{', '(', ')', '[', ']', '=', ':', ',', '\n'],
      ...[
        '<<E\n',
        '<<-E\n',
        '\nE\n',
        '#',
        '//',
        '/*',
        '*/',
        '\\',
        'a',
        ' "b" ',
      ],
      ...['\u0000', '__proto__', 'module "x" {', 'for'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), parts => {
        const text = parts.join('');
        const { issue } = readHcl(text);
        const line = issue?.line ?? 1;
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(text.split('\n').length + 1);
      }),
      { numRuns: 5_000 },
    );
  });

  it.each([
    ['brackets', `a = ${'['.repeat(500_000)}`],
    ['objects', `a = ${'{a='.repeat(300_000)}`],
    ['blocks', 'a {'.repeat(300_000)],
    ['texts in texts', `a = ${'"${'.repeat(300_000)}`],
    ['heredocs', '<<E\n'.repeat(250_000)],
    ['many blocks', 'a "b" {}\n'.repeat(100_000)],
    ['comments', '/*'.repeat(500_000)],
    ['one text', `a = "${'x'.repeat(1_000_000)}"`],
  ])('ends in time: %s', (_, text) => {
    const started = process.cpuUsage().user;
    readHcl(text);
    expect((process.cpuUsage().user - started) / 1_000).toBeLessThan(3_000);
  });
});
