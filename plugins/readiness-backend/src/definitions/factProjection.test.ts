import { readScorecards } from '@team-readiness/backstage-plugin-readiness-engine';
import { ActiveScorecard, HeldScorecard } from './ActiveScorecards';
import { factProjection } from './factProjection';

const check = (condition: string) => `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: demo, title: Demo, description: For tests. }
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Running, description: It runs. }]
  checks:
    - id: one
      title: One
      question: Is it so?
      rationale: Because.
      area: documentation
      level: 1
      gate: true
      effort: 1
      condition: ${condition}
      messages: { pass: It is., fail: It is not. }
      lookedFor: Something.
      remediation: { text: Do it. }
`;

function active(condition: string): ActiveScorecard {
  const { scorecards } = readScorecards(
    [{ source: 'demo.yaml', text: check(condition) }],
    { builtIn: [], facts: null },
  );
  return {
    definitionId: 1,
    version: 1,
    owner: null,
    source: 'demo.yaml',
    position: 0,
    compiled: scorecards[0],
    enforcement: new Map(),
    checkKeys: new Map([['one', 1]]),
    createdAt: new Date(0),
    createdBy: 'config',
  };
}

describe('factProjection', () => {
  it('follows what the active scorecards read, and keeps all where that is not known', () => {
    let current: ActiveScorecard[] | undefined;
    let held: HeldScorecard[] = [];
    const projection = factProjection(
      () => current && { current: () => current ?? [], held: () => held },
    );
    const data = { words: 3, read: true, other: 'x' };
    expect(projection('a', data)).toEqual(data);

    current = [active('facts.a.words > 3')];
    expect(projection('a', data)).toEqual({ words: 3 });
    expect(projection('b', data)).toBeNull();
    current = [...current, active('facts.a.read || facts.b.other == "x"')];
    expect(projection('a', data)).toEqual({ words: 3, read: true });
    expect(projection('b', data)).toEqual({ other: 'x' });

    held = [{ definitionId: 9, name: 'elsewhere' }];
    expect(projection('b', data)).toEqual(data);
  });
});
