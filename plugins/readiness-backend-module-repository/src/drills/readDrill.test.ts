import { createMockDirectory } from '@backstage/backend-test-utils';
import { DrillsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DocumentHost } from '../__testUtils__/DocumentHost';
import { observe } from '../__testUtils__/observe';
import { DrillsCollector } from './DrillsCollector';
import { readDrill } from './readDrill';

const now = new Date('2026-06-15T12:00:00Z');
const read = (yaml: string) => readDrill(`---\n${yaml}\n---\n# Drill`, now);

describe('readDrill', () => {
  it.each([
    [
      'kind: rollback\ndate: 2026-04-14\nduration: PT6M30S\nsucceeded: true',
      { kind: 'rollback', minutes: 6.5, succeeded: true, real: false },
    ],
    [
      'type: Game Day\ndate: 2026-04-14\nreal: yes\noutcome: aborted\nminutes: 90',
      { kind: 'game-day', minutes: 90, succeeded: false, real: true },
    ],
    [
      'kind: fail-over\ndate: 2026-04-14',
      { kind: 'failover', minutes: null, succeeded: null, real: false },
    ],
  ])('reads %j', (yaml, drill) => {
    expect(read(yaml)).toMatchObject({
      drill: { date: '2026-04-14', ...drill },
      issues: [],
    });
  });

  it.each([
    ['kind: rollback', /no kind or no date/],
    ['date: 2026-04-14', /no kind or no date/],
    ['kind: party\ndate: 2026-04-14', /must be one of rollback, restore/],
    ['kind: rollback\ndate: 2026-08-01', /future/],
    ['kind: [', /cannot be read/],
  ])('takes %j for no drill, and says why', (yaml, message) => {
    expect(read(yaml)).toMatchObject({
      drill: undefined,
      issues: [{ message: expect.stringMatching(message) }],
    });
  });

  it.each(['6 minutes', 'P1Y', 'PT', '-PT5M', 'PT99999999999H'])(
    'takes the duration %j for none',
    duration => {
      expect(
        read(`kind: rollback\ndate: 2026-04-14\nduration: ${duration}`),
      ).toMatchObject({
        drill: { minutes: null },
        issues: [{ message: expect.stringMatching(/ISO 8601/) }],
      });
    },
  );

  it.each([
    [6, 6],
    [0, 0],
    [-6, null],
    ['soon', null],
  ])('takes %j minutes for %j', (written, minutes) => {
    expect(
      read(`kind: rollback\ndate: 2026-04-14\nminutes: ${written}`).drill,
    ).toMatchObject({ minutes });
  });
});

describe('DrillsCollector', () => {
  const root = createMockDirectory();

  it.each([
    ['PT10M', true],
    ['PT5M', false],
    ['soon', null],
    [undefined, null],
  ])('holds a drill of six minutes against %s: %s', async (rto, within) => {
    root.clear();
    const host = new DocumentHost(root.path);
    host.write('shop', {
      'docs/drills/a.md':
        '---\nkind: restore\ndate: 2026-04-14\nduration: PT6M\n---\n',
      'docs/drills/old.md': '---\nkind: restore\ndate: 2024-01-14\n---\n',
    });
    const { fact } = await observe<DrillsFact>(
      new DrillsCollector({
        files: host,
        schedule: { frequency: { hours: 24 }, timeToLive: { days: 3 } },
      }),
      host.target('shop', {
        annotations: rto ? { 'team-readiness.dev/rto': rto } : {},
      }),
    );
    expect(fact.drills).toMatchObject([
      { withinObjective: within, evidence: 'docs/drills/a.md' },
    ]);
  });
});
