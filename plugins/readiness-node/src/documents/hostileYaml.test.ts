/**
 * Texts that are meant to end the process. They are read in another process, so that a death is a
 * failed test (and the next text gets a new process), and with a heap of a gigabyte, so that memory
 * without bounds is a death. Five megabytes of a text become one, unless READINESS_PROPERTY_RUNS
 * asks for everything in full (`npm run test:laws`).
 */
import { ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { readYamlDocuments } from './readYamlDocuments';

jest.setTimeout(60_000);

interface Reading {
  documents: number;
  unreadable: Array<{ message: string; line: number; column: number }>;
}

const megabytes = process.env.READINESS_PROPERTY_RUNS ? 5 : 1;

const script = `
  const { readYamlDocuments } = require(${JSON.stringify(
    resolve(__dirname, 'readYamlDocuments.ts'),
  )});
  process.on('message', ({ text, limits }) => {
    const read = readYamlDocuments(new Function('return ' + text)(), limits);
    process.send({
      documents: read.documents.length,
      unreadable: read.unreadable.slice(0, 3).map(
        ({ message, line, column }) => ({ message, line, column }),
      ),
    });
  });
`;

let reader: ChildProcess | undefined;

function startReader(): ChildProcess {
  const started = spawn(
    process.execPath,
    [
      '--max-old-space-size=1024',
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      '-e',
      script,
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  started.once('exit', () => {
    reader = undefined;
  });
  return started;
}

/**
 * @param text - an expression that makes the text
 * @param limits - of the reading
 */
async function readElsewhere(text: string, limits = {}): Promise<Reading> {
  reader ??= startReader();
  const asked = reader;
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000);
  };
  asked.stderr?.on('data', hear);
  let end = () => {};
  try {
    return await new Promise<Reading>((done, fail) => {
      const answer = (message: object) => {
        // The transform of TypeScript sends messages of its own.
        if ('documents' in message) {
          done(message as Reading);
        }
      };
      const died = (code: number | null, signal: string | null) =>
        fail(new Error(`The reader died: ${code ?? signal}\n${said}`));
      const late = setTimeout(() => asked.kill('SIGKILL'), 50_000);
      asked.on('message', answer).once('exit', died);
      end = () => {
        clearTimeout(late);
        asked.off('message', answer).off('exit', died);
      };
      asked.send({ text, limits });
    });
  } finally {
    asked.stderr?.off('data', hear);
    end();
  }
}

afterAll(() => {
  reader?.kill('SIGKILL');
});

describe('readYamlDocuments on hostile texts', () => {
  it.each([
    ['lists', `'- '.repeat(500_000)`],
    ['lists after a tab', `'-\\t'.repeat(500_000)`],
    ['explicit keys', `'? '.repeat(500_000)`],
    ['keys in one line', `'a: '.repeat(300_000)`],
    ['quoted keys in one line', `'"a": '.repeat(200_000)`],
    ['values without keys', `': '.repeat(500_000)`],
    ['explicit keys after a key', `'x: ' + '? '.repeat(500_000)`],
    ['tagged keys', `'? !t '.repeat(200_000)`],
    ['lists as keys', `'- ? '.repeat(200_000)`],
    ['flow lists', `'['.repeat(1_000_000)`],
    ['closed flow lists', `'['.repeat(500_000) + ']'.repeat(500_000)`],
    ['flow mappings', `'{a: '.repeat(250_000)`],
    ['JSON', `'{"a":'.repeat(150_000) + '1' + '}'.repeat(150_000)`],
    ['JSON that ends early', `'[{"a":'.repeat(140_000)`],
    [
      'mappings by indentation',
      `Array.from({ length: 1_400 }, (_, i) => ' '.repeat(i) + 'a:\\n').join('')`,
    ],
    [
      'lists by indentation',
      `Array.from({ length: 1_400 }, (_, i) => ' '.repeat(i) + '-\\n').join('')`,
    ],
    [
      'many keys in one line, in ever deeper lines',
      `Array.from({ length: 60 }, (_, i) => ' '.repeat(i) + 'a: '.repeat(50) + '\\n').join('')`,
    ],
    [
      'brackets that never end, before keys in one line',
      `'a: [\\n'.repeat(50) + 'a: '.repeat(100_000)`,
    ],
  ])('survives nested %s', async (_, text) => {
    const read = await readElsewhere(text);
    expect(read.documents).toBe(0);
    expect(read.unreadable).toMatchObject([
      {
        message: 'The document is nested more than 64 levels deep.',
        line: expect.any(Number),
        column: expect.any(Number),
      },
    ]);
  });

  it('survives JSON of ten million lists', async () => {
    const text = `'['.repeat(10_000_000) + ']'.repeat(10_000_000)`;
    const { unreadable } = await readElsewhere(text, {
      characters: 20_971_520,
    });
    expect(unreadable).toMatchObject([
      { message: expect.stringMatching(/nested/), line: 1 },
    ]);
  });

  it.each([
    ['closing brackets', '}'],
    ['lists closed too often', ']'],
    ['quotes', '"'],
    ['headers', '|\\n', 'a: '],
    ['lines of text', 'a\\n', 'a: '],
    ['commas', ',', '['],
    ['empty lists', '[],', '['],
    ['anchors', '&a '],
    ['directives', '%Y\\n'],
    ['empty documents', '---\\n'],
    ['list entries', '- a\\n'],
    ['keys', 'k: v\\n'],
    ['comments', '#\\n'],
  ])('survives megabytes of %s', async (_, part, before = '') => {
    const read = await readElsewhere(
      `'${before}' + '${part}'.repeat(${megabytes}_000_000 / '${part}'.length)`,
      { characters: 5_242_880, documents: 20_000, nodes: 20_000_000 },
    );
    for (const { line, column, message } of read.unreadable) {
      expect({ message, isPlace: line > 0 && column > 0 }).toEqual({
        message: expect.stringMatching(/^[^\n]{10,300}$/),
        isPlace: true,
      });
    }
  });

  it('tells where a text becomes too much, and keeps what is before it', () => {
    const text = `a: 1\n---\nb: 2\n---\nkind: SLO\nc:\n  ${'- '.repeat(
      1_000,
    )}\n`;
    const { documents, unreadable } = readYamlDocuments(text);
    expect(documents.map(({ data }) => data)).toEqual([{ a: 1 }, { b: 2 }]);
    expect(unreadable).toEqual([
      {
        message: 'The document is nested more than 64 levels deep.',
        line: 7,
        column: expect.any(Number),
        text: expect.stringMatching(/^---\nkind: SLO\n/),
      },
    ]);
    expect(unreadable[0].column).toBeGreaterThan(128);
  });
});
