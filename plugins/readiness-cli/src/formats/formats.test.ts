import fc from 'fast-check';
import { createColors, safeText } from '../terminal';
import { excerptAt } from './excerpt';
import { toJson } from './json';
import { toJunit } from './junit';
import { markdownCode, markdownLink, markdownText } from './markdown';
import { textTable } from './textTable';
import { wrapText } from './wrapText';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    ']]>&<a b="c">',
    '\u0000\u001b[2J\ud800',
    '@everyone https://evil.example www.evil.example',
    '![x](https://evil.example)',
    '</details><script>',
    'a | b\n# c',
    '```',
  ),
);

describe('formats', () => {
  it('JUnit holds no markup of others, and counts what it holds', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1 }), texts => {
        const xml = toJunit('r', [
          {
            name: texts[0],
            cases: texts.map((text, i) => ({
              name: text,
              className: text,
              ...(i % 2 ? { failure: text } : {}),
            })),
          },
        ]);
        const tags = xml.replace(/"[^"<>]*"/g, '""').match(/<[^>]*>/g) ?? [];
        const known =
          /^<(\?xml.*\?|\/?testsuites|\/?testsuite|\/?testcase|\/?failure)( \w+="")*\/?>$/;
        expect(tags.filter(tag => !known.test(tag))).toEqual([]);
        const count = (tag: string) => xml.split(`<${tag} `).length - 1;
        expect(count('testcase')).toBe(texts.length);
        expect(count('failure')).toBe(Math.floor(texts.length / 2));
        // eslint-disable-next-line no-control-regex
        expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
      }),
    );
  });

  it('Markdown of others makes no line, link, mention or cell', () => {
    fc.assert(
      fc.property(hostile, text => {
        const written = markdownText(text);
        expect(written).not.toMatch(/[\n\r]/);
        expect(written).not.toMatch(/https?:\/\//i);
        expect(written).not.toMatch(/@[a-z]/i);
        expect(written).not.toMatch(/(^|[^\\])(\\\\)*[|<>[\]`*_]/);
        expect(markdownCode(text)).not.toMatch(/[\n\r]/);
        // An even number of backslashes before it, and the sign ends the cell of a table.
        expect(markdownCode(text)).not.toMatch(/(^|[^\\])(\\\\)*\|/);
      }),
    );
    for (const text of [
      '&#64;octocat &commat;octocat',
      'octocat#12 GH-12 #12 !12 &12',
      'ftp://evil.example https://evil.example WWW.evil.example',
      '$$x$$',
    ]) {
      const shown = markdownText(text).replace(/\\(?=[^\w\s])/g, '');
      expect(shown).not.toMatch(/:\/\/|www\.|[#!&@]\w|GH-\d/i);
      expect(markdownText(text)).not.toMatch(/(^|[^\\])[&$]/);
    }
    expect(markdownCode('a\\| [x](https://evil.example)')).toBe(
      '`a\\\u200b\\| [x](https://evil.example)`',
    );
    expect(markdownCode('a `b` c')).toBe('``a `b` c``');
    expect(markdownLink('x', 'https://example.org/a')).toBe(
      '[x](https://example.org/a)',
    );
    expect(markdownLink('x', 'data:text/html,x')).toBe('x');
    expect(markdownLink('x', 'https://e.org/) [y](z')).toBe('x');
  });

  it('a terminal is not controlled by what is written, our colours aside', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom(
            '\u001b[8mhidden\u001b[0m',
            '\u001b[31m\u001b[2J\u001b]0;x\u0007',
            '\u009b31m\u202eolleh',
          ),
        ),
        text => {
          const { red } = createColors(true);
          const written = safeText(`${red('x')}${text}`);
          expect(written.startsWith('\u001b[31mx\u001b[39m')).toBe(true);
          expect(written.slice(11)).not.toMatch(
            // eslint-disable-next-line no-control-regex
            /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/,
          );
        },
      ),
    );
    expect(safeText('\u001b[31mred\u001b[0m')).toBe('[31mred[0m');
    expect(createColors(false).red('x')).toBe('x');
  });

  it('a CI system takes nothing in its log for a command', () => {
    const log = safeText('a\n  ::add-mask::b\n::error::c\nd ##[group]e :: f');
    expect(log).not.toMatch(/^\s*::|##\[/m);
    expect(log.replaceAll('\u200b', '')).toBe(
      'a\n  ::add-mask::b\n::error::c\nd ##[group]e :: f',
    );
  });

  it('JSON is the same value, whatever is in it, and passes the terminal unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const json = toJson('x', { text: `${text}\u202e##[x]\u009b` });
        expect(safeText(json)).toBe(json);
        expect(JSON.parse(json).text).toBe(`${text}\u202e##[x]\u009b`);
      }),
    );
  });

  it('wraps at spaces and loses nothing', () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 40 }),
        fc.integer({ min: 20, max: 80 }),
        (text, width) => {
          const wrapped = wrapText(text, width, 2);
          expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(
            text.split(/\s+/).filter(Boolean),
          );
          const long = wrapped.split('\n').filter(line => line.length > width);
          expect(long.every(line => !line.trim().includes(' '))).toBe(true);
        },
      ),
    );
  });

  it('puts the caret below the column, also in a long line', () => {
    expect(excerptAt('a\n  bad: x\n', { line: 2, column: 8 })).toBe(
      '  bad: x\n       ^',
    );
    const long = `${'x'.repeat(500)}!${'y'.repeat(500)}`;
    const [line, caret] = (
      excerptAt(long, { line: 1, column: 501 }) ?? ''
    ).split('\n');
    expect(line.length).toBeLessThan(130);
    expect(line[caret.indexOf('^')]).toBe('!');
    expect(excerptAt('a', { line: 9, column: 1 })).toBeNull();
  });

  it('lines columns up', () => {
    expect(
      textTable(
        [{ title: 'a' }, { title: 'n', align: 'right' }],
        [
          ['longer', '1'],
          ['x', '20'],
        ],
        1,
      ),
    ).toBe(' a        n\n longer   1\n x       20\n');
  });
});
