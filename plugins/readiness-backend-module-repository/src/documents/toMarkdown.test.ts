import { readDocument } from './readDocument';
import { toMarkdown } from './toMarkdown';

const now = new Date('2026-06-15T12:00:00Z');
const read = (path: string, text: string) =>
  readDocument(toMarkdown(path, text), { dependencies: ['orders-db'], now });

describe('toMarkdown', () => {
  it('reads AsciiDoc', () => {
    const { content, links } = read(
      'docs/runbook.adoc',
      [
        '= Runbook of checkout',
        ':toc:',
        '',
        '// Not shown to anybody at all.',
        '////',
        'Neither is this one here.',
        '////',
        '== Impact',
        'Customers cannot pay at link:shop.adoc[the shop].',
        '',
        '== Rollback',
        '[source,bash]',
        '----',
        '== not a heading',
        'kubectl rollout undo deployment/checkout',
        '----',
        'See https://example.org/x[the board] and orders-db.',
      ].join('\n'),
    );
    expect(content).toMatchObject({
      headings: ['runbook of checkout', 'impact', 'rollback'],
      sections: ['impact', 'rollback'],
      words: 14,
      hasCommandOrLink: true,
      dependenciesNamed: ['orders-db'],
    });
    expect(links).toEqual(['shop.adoc', 'https://example.org/x']);
  });

  it('reads reStructuredText', () => {
    const { content, links } = read(
      'README.rst',
      [
        '========',
        'Checkout',
        '========',
        '',
        '.. image:: badge.svg',
        '   :alt: words that nobody reads',
        '',
        'Impact',
        '------',
        'Customers cannot pay at `the shop <docs/shop.rst>`_ now.',
        '',
        'Rollback',
        '~~~~~~~~',
        'Run this::',
        '',
        '    kubectl rollout undo',
        '',
        '.. note::',
        '   It takes three minutes.',
        '',
        'Diagnosis',
        '---------',
        '',
        '.. code-block:: bash',
        '   :linenos:',
        '',
        '   kubectl logs',
      ].join('\n'),
    );
    expect(content).toMatchObject({
      headings: ['checkout', 'impact', 'rollback', 'diagnosis'],
      sections: ['diagnosis', 'impact', 'rollback'],
      words: 14,
      hasCommandOrLink: true,
    });
    expect(links).toEqual(['docs/shop.rst']);
  });

  it('leaves other texts as they are', () => {
    const text = '= 1\n.. x\n----\n';
    expect(toMarkdown('README.md', text)).toBe(text);
    expect(toMarkdown('README', text)).toBe(text);
  });

  it('is quick over hostile texts', () => {
    const start = process.cpuUsage().user;
    for (const part of [
      '[',
      '`a <',
      'link:',
      '= ',
      '.. x::\n',
      '----\n',
      ': ',
    ]) {
      const text = part.repeat(1_000_000 / part.length);
      toMarkdown('a.adoc', text);
      toMarkdown('a.rst', text);
    }
    expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(4_000);
  });
});
