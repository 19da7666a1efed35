import { readScorecards } from './readScorecards';

const header = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: demo
  title: Demo
  description: A scorecard for tests.
`;

const check = `    - id: has-runbook
      title: Has a runbook
      question: Is there a runbook?
      rationale: Because.
      area: documentation
      level: 1
      gate: true
      effort: 2
      condition: facts.repository.runbook != null
      messages:
        pass: There is one.
        fail: There is none.
      lookedFor: A runbook.
      remediation:
        text: Write one.
`;

const complete = `${header}spec:
  target: { kind: Component }
  levels:
    - { level: 1, name: Running, description: It runs. }
  params:
    days: 30
  checks:
${check}`;

function read(...texts: string[]) {
  return readScorecards(
    texts.map((text, i) => ({ source: `file-${i}.yaml`, text })),
    { builtIn: [] },
  );
}

describe('readScorecards', () => {
  it('reads a document', () => {
    const { scorecards, problems } = read(complete);
    expect(problems).toEqual([]);
    expect(scorecards).toHaveLength(1);
    const [scorecard] = scorecards;
    expect(scorecard.stratum).toBe(0);
    expect(scorecard.checks[0].reads).toEqual(['repository']);
    const evaluation = scorecard.evaluate({
      entityRef: 'component:default/a',
      createdAt: null,
      connected: new Set(['repository']),
      now: new Date('2026-03-01T10:00:00Z'),
      facts: {
        catalog: {
          collector: 'catalog',
          data: { entity: { kind: 'Component', metadata: { name: 'a' } } },
          observedAt: '2026-03-01T09:00:00Z',
          expiresAt: null,
        },
        repository: {
          collector: 'repository',
          data: { runbook: { path: 'a.md' } },
          observedAt: '2026-03-01T09:00:00Z',
          expiresAt: '2026-03-02T09:30:00Z',
        },
      },
    });
    expect(evaluation).toMatchObject({
      level: 1,
      ceiling: 1,
      score: 1,
      validUntil: '2026-03-02T10:00:00.000Z',
    });
  });
});
