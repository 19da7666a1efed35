import fc from 'fast-check';
import { escalationWords, isEscalation } from './escalationSentences';
import { readDocument } from './readDocument';

describe('isEscalation', () => {
  it.each([
    'If you cannot resolve it, log in to the Customer Portal and open a support case',
    'Contact the incident response team in your organisation',
    'Escalate to the network or infrastructure team',
    'Page the engineer who is on call',
    'Then reach out to your vendor',
    'Call +49 30 1234, the on-call phone',
  ])('takes %j for one', sentence => {
    expect(isEscalation(sentence)).toBe(true);
  });

  it.each([
    'Open the dashboard, and look at the errors of the last hour of this service and its team',
    'The team is called payments',
    'Some storage solutions support volume resizing',
    'It does not support thresholds',
    'The API server cannot be contacted by the kubelet',
    'Ask for more memory',
    '',
  ])('does not take %j for one', sentence => {
    expect(isEscalation(sentence)).toBe(false);
  });
});

describe('escalationWords', () => {
  it('counts whole sentences over line ends', () => {
    expect(
      escalationWords(
        'Restart it. If that fails, contact\nthe platform team! Wait.',
      ),
    ).toBe(7);
  });

  it('never counts more words than there are', () => {
    const word = fc.constantFrom('contact', 'the', 'team', '. ', '\n', 'open');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 50 }), words => {
        const count = words.filter(it => /[a-z]/.test(it)).length;
        expect(escalationWords(words.join(' '))).toBeLessThanOrEqual(count);
      }),
    );
  });
});

describe('sections of a runbook', () => {
  const now = new Date('2026-06-15T12:00:00Z');
  const sections = (text: string) =>
    readDocument(text, { dependencies: [], now }).content.sections;

  it('has no mitigation where only somebody is to be called', () => {
    const call =
      'If you cannot resolve the issue, open a support case in the [portal](https://example.org).';
    expect(sections(`## Mitigation\n\n${call}`)).toEqual(['escalation']);
    expect(
      sections(
        `## Mitigation\n\nRestart the pods, one after the other. ${call}`,
      ),
    ).toEqual(['escalation', 'mitigation']);
  });

  it('does not take a promise with a link for a section', () => {
    const link = 'See [the manual](https://example.org).';
    expect(sections(`## Diagnosis\n\nTODO\n\n${link}`)).toEqual([]);
    expect(sections(`## Diagnosis\n\n${link}`)).toEqual(['diagnosis']);
  });

  it.each(['ask ', 'connect with ', 'reach out ', 'open a '])(
    'reads %j over and over in bounded time',
    words => {
      const start = process.cpuUsage().user;
      sections(words.repeat(80_000));
      expect((process.cpuUsage().user - start) / 1_000).toBeLessThan(5_000);
    },
  );
});
