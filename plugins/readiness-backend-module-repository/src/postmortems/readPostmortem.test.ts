import fc from 'fast-check';
import { incidentPrefixes } from './incidentId';
import { readPostmortem } from './readPostmortem';

const now = new Date('2026-06-15T12:00:00Z');
const path = 'docs/postmortems/2026-05-18-orders-lost.md';
const read = (text: string, at = path) =>
  readPostmortem(text, { path: at, prefixes: incidentPrefixes, now });
const partsOf = (text: string) => read(text).postmortem.parts;

const whole = `---
incident: INC-204
published: 2026-05-21
runbook: [followed, changed]
---

# Orders were lost for forty minutes

## Impact

Customers could not pay for forty minutes; 312 orders were lost.

## Timeline

- 02:40 detected, by the burn-rate alert
- 03:25 mitigated, by rolling back
- 05:10 resolved, the lost orders were placed again

## Roles

Payments led, search looked for the cause, support kept users informed.

## Contributing factors

A migration locked a table, and the retry had no limit.

## Follow-ups

| kind      | what                                    | owner    | due        | closed     |
| --------- | --------------------------------------- | -------- | ---------- | ---------- |
| technical | Refuse a migration that locks the table | payments | 2026-06-05 | 2026-06-02 |
| process   | Read migrations in pairs                | payments | 2026-06-12 |            |
`;

describe('readPostmortem', () => {
  it('reads one that is complete', () => {
    expect(read(whole)).toMatchObject({
      postmortem: {
        incident: 'INC-204',
        date: '2026-05-21',
        parts: [
          'contributing-factors',
          'detected',
          'impact',
          'mitigated',
          'process-follow-up',
          'resolved',
          'roles',
          'technical-follow-up',
        ],
        runbook: ['changed', 'followed'],
      },
      followUps: [
        {
          kind: 'technical',
          hasOwner: true,
          dueOn: '2026-06-05',
          closedOn: '2026-06-02',
        },
        {
          kind: 'process',
          hasOwner: true,
          dueOn: '2026-06-12',
          closedOn: null,
        },
      ],
      hasDate: true,
      unfilled: false,
      issues: [],
      nextDay: undefined,
    });
  });

  it('lets no text and no name out', () => {
    const text = whole
      .replace('Payments led', 'Mara Lund led')
      .replace('| payments | 2026-06-12', '| Mara Lund | 2026-06-12');
    const { postmortem, followUps } = read(text);
    expect(JSON.stringify([postmortem, followUps])).not.toMatch(
      /Mara|migration|orders/i,
    );
  });

  describe('the moments', () => {
    const moments = (text: string) =>
      partsOf(`# Outage\n\n${text}`).filter(part =>
        ['detected', 'mitigated', 'resolved'].includes(part),
      );

    it.each([
      ['labels', '**Detected:** 10:02 UTC\n\n**Resolved:** 11:00 UTC'],
      ['labels in one paragraph', 'Detected: 10:02\nResolved: 11:00'],
      [
        'durations',
        '- Time to detection: 4 minutes\n- Time to recovery: one hour',
      ],
      [
        'a table of two columns',
        '| | |\n| - | - |\n| Detected | 10:02 |\n| Resolved | 11:00 |',
      ],
      [
        'heads of columns',
        '| Detected | Resolved |\n| - | - |\n| 10:02 | 11:00 |',
      ],
      [
        'headings with what follows',
        '### Detection\n\nSomebody looked at 10:02.\n\n### End date/time\n\n11:00',
      ],
      [
        'headings that are times',
        '## Timeline\n\n### 10:02\n\nThe alert fired.\n\n### 11:00\n\nEverything is back to normal.',
      ],
      ['sentences', 'It was noticed at 10:02. It lasted for two hours.'],
      ['German', '- 10:02 Uhr entdeckt\n- 11:00 Uhr behoben'],
      ['French', '- 10h02 : détecté\n- 11h00 : service rétabli'],
      ['Spanish', '- 10:02 detectado\n- 11:00 resuelto'],
      ['Portuguese', '- 10:02 detectado\n- 11:00 resolvido'],
    ])('are told by %s', (_, text) => {
      expect(moments(text)).toEqual(['detected', 'resolved']);
    });

    it('are not told without a time', () => {
      expect(
        moments(
          'Detected: unknown\nResolved: ?\n\n| Time | Event |\n| - | - |\n| HH:mm | detected |\n\n- Time to recovery: N/A',
        ),
      ).toEqual([]);
    });

    it('are not told by attempts, plans, statuses, chats and due dates', () => {
      expect(
        moments(
          [
            '- 10:10 rollback attempted',
            '- 10:20 fix could not be deployed, not resolved',
            '',
            'Status: resolved | 2026-05-01',
            '',
            '## Action items',
            '',
            '- Have it detected by 2026-06-01 at 10:00',
            '',
            '## Appendix: chat',
            '',
            '> li [10:00] noticed, and resolved at 11:00',
          ].join('\n'),
        ),
      ).toEqual([]);
    });

    it('take what is done in a timeline for a mitigation after the detection only', () => {
      const broke = '- 10:00 The old certificate was removed';
      const seen = '- 10:05 Alert fired';
      const done = '- 10:30 The node was replaced';
      expect(moments(`${broke}\n${seen}\n- 10:10 Looked at it`)).toEqual([
        'detected',
      ]);
      expect(moments(`${broke}\n${seen}\n${done}`)).toEqual([
        'detected',
        'mitigated',
      ]);
    });

    it('are told by the front matter', () => {
      const text =
        '---\ndetected: 2026-05-18T02:40:00Z\nmitigated: later\nresolved: 03:10\n---\n# Outage\n\nText';
      expect(partsOf(text)).toEqual(['detected', 'resolved']);
    });
  });

  describe('the parts', () => {
    it.each([
      ['impact', '## Customer impact\n\nNobody could log in for an hour.'],
      ['impact', 'Impact: all orders of one hour were lost'],
      ['impact', 'For an hour 30 % of all requests failed.'],
      [
        'impact',
        '## Auswirkungen\n\nNiemand konnte sich eine Stunde anmelden.',
      ],
      [
        'contributing-factors',
        '## Root cause\n\nThe migration locked the whole table.',
      ],
      [
        'contributing-factors',
        '## 5 Whys\n\n1. Why did it fail? The disk was full.\n2. Why? Nobody looked at it.',
      ],
      [
        'contributing-factors',
        '**Ursache:**\n\nDie Migration hat die Tabelle gesperrt.',
      ],
      ['roles', '- Incident commander: payments on-call'],
      ['roles', '## Incident lead: payments'],
      ['roles', '| Role | Team |\n| - | - |\n| Scribe | search |'],
      ['roles', '## Rollen\n\nEinsatzleitung: Zahlungen'],
    ])('have %s by %j', (part, text) => {
      expect(partsOf(`# Outage\n\n${text}`)).toEqual([part]);
    });

    it.each([
      '## Impact\n\n_To be done pre-meeting. Describe who was affected._',
      '## Impact\n\nDescribe the impact on customers and revenue in numbers.',
      '## Root cause\n\nTBD',
      '## Root cause\n\n> What was the trigger of the incident? Which conditions did you find?',
      '## Incident Lead:',
      '- Incident commander: TBD\n- Scribe: n/a',
      '## Attendees\n\n- Mara, Li and Jo',
      'Authors: Mara and Li',
    ])('have none by the form %j', text => {
      expect(partsOf(`# Outage\n\n${text}`)).toEqual([]);
    });
  });

  describe('the incident', () => {
    it('is an id, and never a sentence in which people are named', () => {
      const told = read('---\nincident: Alice dropped a table\n---\n# A');
      expect(told.postmortem.incident).toBeNull();
      expect(told.issues).toMatchObject([
        { message: expect.stringMatching(/must be an id/), line: 2 },
      ]);
      const others = [
        'Orders lost, INC 204, by Alice',
        'https://acme.pagerduty.com/incidents/Q1D8X2LKJ3',
      ].map(it => read(`---\nincident: ${it}\n---\n# A`));
      expect(others.map(it => it.postmortem.incident)).toEqual([
        'INC-204',
        'Q1D8X2LKJ3',
      ]);
      expect(others.flatMap(it => it.issues)).toEqual([]);
    });

    const idOf = (text: string, at = 'docs/postmortems/a.md') =>
      read(text, at).postmortem.incident;

    it('is named by front matter, title, file name or a link to PagerDuty, in this order', () => {
      expect(idOf('---\nincident: 77\n---\n# INC-204')).toBe('77');
      expect(idOf('# inc 204: orders', 'docs/postmortems/INC-1.md')).toBe(
        'INC-204',
      );
      expect(idOf('# Orders', 'docs/postmortems/2026-05-18-inc-204.md')).toBe(
        'INC-204',
      );
      expect(idOf('# Orders', 'docs/postmortems/PM2023-001 - Nodes.md')).toBe(
        'PM2023-001',
      );
      expect(
        idOf('# A\n\n[it](https://acme.pagerduty.com/incidents/Q1D8X2LKJ3)'),
      ).toBe('Q1D8X2LKJ3');
    });

    it('is null where nothing names it', () => {
      expect(idOf('# Orders of SEV 2 in 2026')).toBeNull();
      expect(idOf('---\nincident: TBD\n---\n# Orders')).toBeNull();
      expect(
        idOf(
          '# A\n\n[a](https://a.pagerduty.com/incidents/Q1D8X2LKJ3) [b](https://a.pagerduty.com/incidents/Q1D8X2LKJ4)',
        ),
      ).toBeNull();
    });
  });

  describe('the date', () => {
    it('is when it was published, not when it happened', () => {
      expect(read('# A\n\nPublished: 21 May 2026').postmortem.date).toBe(
        '2026-05-21',
      );
      expect(read('# A\n\nDate: 2026-05-18')).toMatchObject({
        postmortem: { date: null },
        hasDate: false,
        fallbackDate: '2026-05-18',
      });
    });

    it('does not lie in the future', () => {
      expect(read('---\ndate: 2026-07-01\n---\n# A')).toMatchObject({
        postmortem: { date: null },
        hasDate: true,
        nextDay: '2026-07-01',
        issues: [{ line: 2 }],
      });
      expect(read('# A\n\nPublished: 2026-07-01')).toMatchObject({
        postmortem: { date: null },
        hasDate: true,
        nextDay: '2026-07-01',
        issues: [{ line: 1 }],
      });
    });
  });

  it.each([
    [
      '## Runbook\n\nWe followed it. It was updated with the symptom.',
      ['changed', 'followed'],
    ],
    ['## Runbook\n\nNo change needed.', ['no-change-needed']],
    ['## Runbook\n\nIt was not followed, and must be updated.', []],
    ['The runbook was changed.', []],
  ])('tells of the runbook by %j', (text, notes) => {
    expect(read(`# A\n\n${text}`).postmortem.runbook).toEqual(notes);
  });

  it.each([
    '# Incident Title\n\n## Summary\n\n## Timeline\n\n| Time | Event |\n| - | - |\n| 20xx-MM-DD HH:mm | Short event description |\n\n## Stats\n\n- Category: XXX\n- Time to detection: YYY',
    '# Title\n\nName(s):\n\nDate:\n\n## Impact\n\n## Root cause(s)',
  ])('knows the form %j', text => {
    expect(read(text)).toMatchObject({ unfilled: true, hasTitle: false });
  });

  it('knows a form with a title of its own', () => {
    expect(read('# Orders lost\n\n## Impact\n\nTBD')).toMatchObject({
      unfilled: true,
      hasTitle: true,
    });
  });

  it('reads any text, in bounded time, to what the fact allows', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '# ',
        '\n',
        '## Timeline\n',
        '- ',
        '| a | b |\n| - | - |\n',
        '10:02 detected',
        '[x] ',
        '---\n',
        'Owner: ',
        'due 2026-06-01 ',
        '**',
        '~~',
        '{{ x }}',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const { postmortem, followUps } = read(pieces.join(''));
        expect(postmortem.words).toBeGreaterThanOrEqual(0);
        expect(followUps.length).toBeLessThanOrEqual(200);
        expect(new Set(postmortem.parts).size).toBe(postmortem.parts.length);
      }),
      { numRuns: 200 },
    );
    const begun = process.cpuUsage().user;
    read(`# A\n\n${'- Owner: due by done: '.repeat(10_000)}`);
    read(`# A\n\n## Timeline\n\n${'- 10:02 detected, '.repeat(12_000)}`);
    read('- [x] due 2026-01-01 owner: @a\n'.repeat(8_000));
    expect((process.cpuUsage().user - begun) / 1_000).toBeLessThan(10_000);
  });
});
