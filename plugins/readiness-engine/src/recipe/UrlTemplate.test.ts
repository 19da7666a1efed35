import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { recipeEngine } from '../cel/recipeEngine';
import { UrlTemplate } from './UrlTemplate';

const base = 'https://quality.example.com/base';

function compile(text: string): UrlTemplate {
  const compiled = UrlTemplate.compile(recipeEngine, text, () => []);
  if ('problem' in compiled) {
    throw new Error(compiled.problem.message);
  }
  return compiled.template;
}

function render(text: string, name: unknown): string {
  const rendered = compile(text).render({ entity: { name } }, base);
  return 'url' in rendered ? rendered.url : `refused: ${rendered.problem}`;
}

const inPath = '/projects/{{ entity.name }}/state?all=yes';
const inQuery = '/search?q={{ entity.name }}&all=yes';

describe('UrlTemplate', () => {
  it.each([
    ['shop', 'shop'],
    ['a b', 'a%20b'],
    ['../../admin', '..%2F..%2Fadmin'],
    ['%2f..%2f', '%252f..%252f'],
    ['a?token=1#x', 'a%3Ftoken%3D1%23x'],
    ['@evil.example', '%40evil.example'],
    ['//evil.example', '%2F%2Fevil.example'],
    ['\\\\evil.example', '%5C%5Cevil.example'],
    ['a\r\nHost: evil', 'a%0D%0AHost%3A%20evil'],
    ['käse', 'k%C3%A4se'],
    ['\u202eabc', '%E2%80%AEabc'],
    [7, '7'],
    [7n, '7'],
    [true, 'true'],
    [new Date('2026-06-01T00:00:00Z'), '2026-06-01T00%3A00%3A00.000Z'],
  ])('takes %p as one part of the path and of the query', (value, encoded) => {
    expect(render(inPath, value)).toBe(
      `${base}/projects/${encoded}/state?all=yes`,
    );
    expect(render(inQuery, value)).toBe(`${base}/search?q=${encoded}&all=yes`);
  });

  it.each(['.', '..'])('takes no %p for a name of a path', value => {
    expect(render(inPath, value)).toMatch(/refused.*\. and \.\. are no names/);
    expect(render('/projects/{{ entity.name }}', value)).toMatch(/refused/);
    expect(render(inQuery, value)).toBe(`${base}/search?q=${value}&all=yes`);
  });

  it.each(['', null, {}, ['a'], NaN, '\ud800'])(
    'has no place for %p',
    value => {
      expect(render(inPath, value)).toMatch(/refused.*has no value/);
      expect(render(inQuery, value)).toMatch(/refused.*has no value/);
    },
  );

  it('says which value is missing', () => {
    const rendered = compile(inPath).render({ entity: {} }, base);
    expect(rendered).toEqual({
      problem: '{{ entity.name }}: No such key: name',
      offset: expect.any(Number),
    });
  });

  it('is as long as an address may be', () => {
    expect(render(inQuery, 'x'.repeat(5_000))).toMatch(/more than 4000/);
  });

  it.each([
    '/a#b',
    '/a b',
    '/a\\b',
    '/a/../b',
    '/a/%2e%2e/b',
    '/a/./b',
    '/ä',
    '/a%zz',
    '/a\nb',
    '/{{ entity.name',
    '/{{ entity.name }}/..',
    'https://a.example/../b',
  ])('is not %p', text => {
    expect(() => compile(text)).toThrow(/address|value/);
  });

  it('keeps host and path whatever the values are', () => {
    const template = compile(
      '/a/{{ entity.one }}/b-{{ entity.two }}?c={{ entity.one }}&d={{ entity.two }}',
    );
    const hostile = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            '.',
            '/',
            '\\',
            '%',
            '2e',
            '@',
            ':',
            '?',
            '#',
            '&',
            '=',
            '\r',
            '\n',
            '\t',
            ' ',
            ';',
            'a',
          ),
          { maxLength: 8 },
        )
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const rendered = template.render({ entity: { one, two } }, base);
        if ('problem' in rendered) {
          return;
        }
        const url = new URL(rendered.url);
        expect(url.origin).toBe('https://quality.example.com');
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(5);
        expect(segments.slice(1, 3)).toEqual(['base', 'a']);
        expect(decodeURIComponent(segments[3])).toBe(one);
        expect(decodeURIComponent(segments[4])).toBe(`b-${two}`);
        expect([...url.searchParams.entries()]).toEqual([
          ['c', one],
          ['d', two],
        ]);
        expect(url.hash).toBe('');
      }),
      propertyRuns,
    );
  });
});
