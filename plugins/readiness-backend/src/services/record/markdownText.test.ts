/* eslint-disable no-control-regex, no-script-url -- hostile texts are what this is about */
import fc from 'fast-check';
import { markdownLink, markdownText } from './markdownText';

/** Reads escapes back. */
const plain = (markdown: string) => markdown.replace(/\\(.)/g, '$1');

describe('markdownText', () => {
  it('means nothing in Markdown, whatever it says', () => {
    const nasty = fc.string({
      unit: fc.constantFrom(
        ...'\\`*_{}[]<>()#|~!&:@-+=1.) aw\n\r\t\u2028\u0000/',
        'www.',
        'https://',
        '](javascript:',
        '<img src=x onerror=alert(1)>',
      ),
      maxLength: 40,
    });
    fc.assert(
      fc.property(nasty, text => {
        const markdown = markdownText(text);
        expect(markdown).not.toMatch(/[\n\r\u2028\u0000]/);
        // Each mark is escaped: what is left without escapes has none.
        expect(markdown.replace(/\\./g, '')).not.toMatch(
          /[\\`*_{}[\]<>()#|~!&:@]/,
        );
        expect(markdown).not.toMatch(/www\./i);
        expect(markdown).not.toMatch(/^(?:[-+=]|\d+[.)])/);
        expect(plain(markdown)).toBe(
          text
            .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
            .trim(),
        );
      }),
    );
  });
});

describe('markdownLink', () => {
  it.each([
    ['javascript:alert(1)', 'Name'],
    ['JaVaScRiPt://x', 'Name'],
    ['data:text/html,x', 'Name'],
    ['file:///etc/passwd', 'Name'],
    ['//example.org', 'Name'],
    ['not an address', 'Name'],
    ['https://example.org/a', '[Name](<https://example.org/a>)'],
    ['https://example.org/a>) x', '[Name](<https://example.org/a%3E)%20x>)'],
    ['https://example.org/a|b', '[Name](<https://example.org/a%7cb>)'],
  ])('links %s as %s', (address, markdown) => {
    expect(markdownLink('Name', address)).toBe(markdown);
  });

  it('escapes its text', () => {
    expect(markdownLink('](x)<b>', 'https://example.org')).toBe(
      '[\\]\\(x\\)\\<b\\>](<https://example.org/>)',
    );
    expect(markdownLink('[x]', null)).toBe('\\[x\\]');
  });
});
