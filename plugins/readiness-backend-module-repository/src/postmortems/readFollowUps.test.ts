import { DocumentOutline, openDocument } from '../documents';
import { readFollowUps } from './readFollowUps';

const now = new Date('2026-06-15T12:00:00Z');
const read = (text: string) =>
  readFollowUps(
    new DocumentOutline(openDocument(`# A\n\n${text}`, now).blocks),
    now,
  );
const followUpsOf = (text: string) => read(text).followUps;
const one = (item: string) => followUpsOf(`## Action items\n\n- ${item}`)[0];

describe('readFollowUps', () => {
  it.each([
    '## Action items',
    '## Follow-ups',
    '### Next steps:',
    '## Corrective and preventative measures',
    '**Remediation**',
    '## Maßnahmen',
    '## Prochaines étapes',
    '## Próximos pasos',
    '## Ações corretivas',
  ])('finds them under %j', heading => {
    expect(
      followUpsOf(`${heading}\n\n- Add an alert\n- Pin the version\n`),
    ).toHaveLength(2);
  });

  it('finds lines that begin with a label, and prose, but no lessons', () => {
    expect(
      followUpsOf(
        '## Impact\n\n**Action item:** Declare incidents earlier. Owner: @li\n\n## Lessons learned\n\n- Alerts are noisy\n- [ ] Add an alert',
      ),
    ).toMatchObject([
      { kind: 'process', hasOwner: true },
      { kind: 'technical' },
    ]);
    expect(
      followUpsOf('## Next steps\n\nWe will add monitoring of the queue soon.'),
    ).toMatchObject([{ kind: 'technical' }]);
  });

  it('leaves out what is struck out, empty or part of the form', () => {
    expect(
      followUpsOf(
        '## Action items\n\n- ~~Add an alert~~\n- [ ]\n- TBD\n- None\n- What improvements could you make?\n',
      ),
    ).toEqual([]);
    expect(
      followUpsOf(
        '## Action items\n\n| what | owner |\n| - | - |\n| ~~Add an alert~~ | li |\n| | li |',
      ),
    ).toEqual([]);
  });

  it('counts nested tasks where these are the items', () => {
    expect(
      followUpsOf(
        '## Action items\n\n- Short term:\n  - Add an alert\n  - Pin the version\n- Write it down\n  - in the runbook',
      ),
    ).toHaveLength(3);
    expect(
      followUpsOf(
        '## Action items\n\n- Payments\n  - [ ] one task\n  - [x] two tasks',
      ),
    ).toMatchObject([{ doneSomeDay: false }, { doneSomeDay: true }]);
  });

  it.each<[string, 'technical' | 'process' | null]>([
    ['Add an alert on the queue', 'technical'],
    ['Write a runbook for the queue', 'process'],
    ['Document the process of rolling certificates', 'process'],
    ['Document procedure for breaking state locks of the pipeline', 'process'],
    ['[process] Add an alert', 'process'],
    ['Technical: agree on a limit', 'technical'],
    ['Order more tea (process)', 'process'],
    ['Order more tea', null],
    ['Alerts, runbooks', null],
    ['Überwachung der Warteschlange', 'technical'],
    ['Schulung für alle', 'process'],
  ])('tells of %j that it is %s', (item, kind) => {
    expect(one(item).kind).toBe(kind);
  });

  it('takes the kind of a heading', () => {
    expect(
      followUpsOf(
        '## Action items\n\n### Technical\n\n- Order more tea\n\n### Process\n\n- Add an alert',
      ).map(({ kind }) => kind),
    ).toEqual(['technical', 'process']);
  });

  it.each<[string, boolean]>([
    ['Add an alert (owner: li)', true],
    ['Add an alert. Owner: payments', true],
    ['Add an alert @li', true],
    ['Add an alert – Verantwortlich: Zahlungen', true],
    ['Add an alert, owner: TBD', false],
    ['Add an alert; mail a@example.org', false],
    ['Add an alert for the owner of the queue', false],
  ])('of %j, says that somebody is named: %s', (item, hasOwner) => {
    expect(one(item).hasOwner).toBe(hasOwner);
  });

  it.each<[string, string | null]>([
    ['Add an alert, due 2026-06-01', '2026-06-01'],
    ['Add an alert by June 1, 2026', '2026-06-01'],
    ['Add an alert (bis 01.06.2026)', '2026-06-01'],
    ['Add an alert (due: Q2 2026)', '2026-06-30'],
    ['Add an alert like the one of 2026-05-01', null],
    ['Add an alert by the team that was paged on 2026-05-01', null],
  ])('of %j, reads that it is due on %s', (item, dueOn) => {
    expect(one(item).dueOn).toBe(dueOn);
  });

  it.each<[string, string | null, boolean]>([
    ['[x] Add an alert (done 2026-06-02)', '2026-06-02', false],
    ['[x] Add an alert', null, true],
    ['✅ Added an alert', null, true],
    ['✅ 2026-06-02 Added an alert', '2026-06-02', false],
    ['Add an alert – done', null, true],
    ['Add an alert (closed on 2026-06-02)', '2026-06-02', false],
    ['[ ] Add an alert', null, false],
    ['Add an alert ([#1](https://example.org/1))', null, false],
    ['Say when it is done', null, false],
  ])('of %j, reads when it was done', (item, closedOn, doneSomeDay) => {
    expect(one(item)).toMatchObject({ closedOn, doneSomeDay });
  });

  it('reads states of tables and headings', () => {
    expect(
      followUpsOf(
        '## Action items\n\n| Action | Assignee | Deadline | Status |\n| - | - | - | - |\n| Add an alert | li | 2026-06-01 | Done 2026-05-30 |\n| Pin it down | - | | Open |\n| Drill it | ops | | ✅ |',
      ),
    ).toMatchObject([
      { hasOwner: true, dueOn: '2026-06-01', closedOn: '2026-05-30' },
      { hasOwner: false, dueOn: null, closedOn: null, doneSomeDay: false },
      { hasOwner: true, doneSomeDay: true },
    ]);
    expect(
      followUpsOf(
        '## Actions\n\n| what | done |\n| - | - |\n| Add an alert | 2026-06-02 |\n| Pin it down | open |\n| Drill it | yes |',
      ),
    ).toMatchObject([
      { closedOn: '2026-06-02' },
      { closedOn: null, doneSomeDay: false },
      { closedOn: null, doneSomeDay: true },
    ]);
    expect(
      followUpsOf('## Actions\n\n### Completed\n\n- Add an alert'),
    ).toMatchObject([{ doneSomeDay: true }]);
  });

  it('takes what is done in the future for open, until then', () => {
    expect(
      read('## Actions\n\n- Add an alert (done 2026-07-01)'),
    ).toMatchObject({
      followUps: [{ closedOn: null, doneSomeDay: false }],
      nextDay: '2026-07-01',
    });
  });
});
