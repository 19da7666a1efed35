import { z } from 'zod';
import { readYamlDocuments } from './readYamlDocuments';
import { schemaIssues } from './schemaIssues';

const schema = z.object({
  name: z.string(),
  targets: z.array(z.object({ target: z.number().max(1) })),
});

describe('schemaIssues', () => {
  it('names each field with its place, below a base too', () => {
    const [document] = readYamlDocuments(
      'items:\n  - targets:\n      - target: 2\n      - target: high\n',
    ).documents;
    const base = ['items', 0];
    const part = (document.data as { items: unknown[] }).items[0];
    const error = schema.safeParse(part).error!;
    expect(schemaIssues(error, document, base)).toEqual([
      { line: 2, column: 5, message: 'name: is missing, expected string' },
      {
        line: 3,
        column: 17,
        message: expect.stringMatching(/^targets\[0\]\.target: Too big/),
      },
      {
        line: 4,
        column: 17,
        message: 'targets[1].target: expected number, received string',
      },
    ]);
  });

  it('tells five issues at most', () => {
    const [document] = readYamlDocuments('a: 1').documents;
    const error = z.array(z.string()).safeParse([1, 2, 3, 4, 5, 6, 7]).error!;
    expect(schemaIssues(error, document)).toHaveLength(5);
  });
});
