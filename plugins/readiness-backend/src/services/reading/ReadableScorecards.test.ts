import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { ReadingScope } from '../../permissions';
import {
  findCheck,
  findScorecard,
  nameLevel,
  ReadableScorecards,
} from './ReadableScorecards';

const check = (id: string, more = '', condition = "'true'") => `
    - id: ${id}
      title: ${id}
      question: Is it?
      rationale: It matters.
      area: ownership
      level: 1
      effort: 1
      condition: ${condition}
      messages: { pass: Yes., fail: No. }
      lookedFor: Something.
      remediation: { text: Do it. }
      ${more}`;

const scorecard = (name: string, stage: string, checks: string) => `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: ${name}, title: ${name}, description: Text., owner: 'Group:default/SRE' }
spec:
  target: { kind: ${name === 'groups' ? 'Group' : 'Component'} }
  stage: ${stage}
  levels: [{ level: 1, name: Running, description: Text. }]
  checks: ${checks}
`;

const texts = [
  scorecard('groups', 'enforced', check('any')),
  scorecard(
    'services',
    'enforced',
    [
      check('enforced'),
      check('warned', 'stage: warn'),
      check('later', "stage: warn\n      enforceFrom: '2026-12-01'"),
      check('shadowed', 'stage: shadow'),
      check('drafted', 'stage: draft'),
      check('retired', 'stage: retired'),
      check('disconnected', '', 'facts.slo.broken == 0'),
    ].join(''),
  ),
  scorecard('shadow', 'shadow', check('any')),
  scorecard('draft', 'draft', check('any')),
  scorecard('retired', 'retired', check('any')),
];

const { scorecards: compiled, problems } = readScorecards(
  texts.map((text, index) => ({ source: `${index}.yaml`, text })),
  { builtIn: [] },
);
const names = ['groups', 'services', 'shadow', 'draft', 'retired'];

const scope = (options: Partial<ReadingScope> = {}): ReadingScope => ({
  mayReadScorecard: () => true,
  visibility: { kind: 'all' },
  ownershipRefs: [],
  ...options,
});
const owner = scope({ ownershipRefs: ['group:default/sre'] });

function create(now = '2026-11-21T08:00:00Z', connected: string[] = []) {
  return new ReadableScorecards({
    definitions: {
      current: () =>
        compiled.map(one => ({
          definitionId: 1,
          version: 1,
          source: 'test',
          owner: one.document.metadata.owner ?? null,
          position: names.indexOf(one.name),
          compiled: one,
          enforcement: new Map(),
          createdAt: new Date(0),
          createdBy: 'file',
          checkKeys: new Map(
            one.checks.map(({ definition }, index) => [definition.id, index]),
          ),
        })),
    },
    collection: { connected: () => new Set(connected) },
    clock: { now: () => new Date(now) },
  });
}

describe('ReadableScorecards', () => {
  it('reads the documents of this test', () => {
    expect(problems).toEqual([]);
  });

  it('shows what is in shadow to its owner only, and what has no results to nobody', () => {
    const ids = (who: ReadingScope) =>
      create()
        .list(who)
        .map(({ ref }) => ref.id);
    expect(ids(scope())).toEqual(['groups', 'services']);
    expect(ids(owner)).toEqual(['groups', 'services', 'shadow']);
    const checks = (who: ReadingScope) =>
      create()
        .get(who, 'services')
        .checks.map(({ definition, stage }) => `${definition.id} ${stage}`);
    expect(checks(scope())).toEqual([
      'enforced enforced',
      'warned warn',
      'later warn',
      'disconnected enforced',
    ]);
    expect(checks(owner)).toEqual([
      'enforced enforced',
      'warned warn',
      'later warn',
      'shadowed shadow',
      'disconnected enforced',
    ]);
  });

  it('knows the stage of the day', () => {
    const stage = (now: string) =>
      findCheck(create(now).get(scope(), 'services'), 'later').stage;
    expect(stage('2026-11-30T23:59:59Z')).toBe('warn');
    expect(stage('2026-12-01T00:00:00Z')).toBe('enforced');
  });

  it('knows which checks are connected, and what the others wait for', () => {
    const find = (connected: string[]) =>
      findCheck(
        create(undefined, connected).get(scope(), 'services'),
        'disconnected',
      );
    expect(find([])).toMatchObject({ connected: false, waitsFor: ['slo'] });
    expect(find(['slo'])).toMatchObject({ connected: true, waitsFor: [] });
  });

  it('asks the permission for each scorecard', () => {
    const asked: unknown[] = [];
    const readable = create().list(
      scope({
        mayReadScorecard: resource => {
          asked.push(resource);
          return resource.name === 'groups';
        },
      }),
    );
    expect(readable.map(({ ref }) => ref.id)).toEqual(['groups']);
    expect(asked).toContainEqual({
      name: 'services',
      ownerRef: 'group:default/sre',
    });
  });

  it('starts with the first one over Components', () => {
    const list = create().list(scope());
    expect(findScorecard(list, undefined).ref.id).toBe('services');
    expect(findScorecard(list.slice(0, 1), undefined).ref.id).toBe('groups');
    expect(() => findScorecard([], undefined)).toThrow(
      'There is no scorecard that you may read',
    );
    expect(() => findScorecard(list, 'shadow')).toThrow('no such scorecard');
  });

  it('names levels', () => {
    const readable = create().get(scope(), 'services');
    expect([0, 1, 2].map(level => nameLevel(readable, level))).toEqual([
      'Not yet at 1',
      'Running',
      'Level 2',
    ]);
  });
});
