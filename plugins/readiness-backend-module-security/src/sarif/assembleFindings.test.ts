import { SarifFact } from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { assembleFindings, KnownBefore } from './assembleFindings';
import { EntityRun } from './SarifIndex';
import { ScannedFinding } from './ScannedRun';

const now = new Date('2026-06-01T12:00:00Z');
const day = (number: number) => Date.UTC(2026, 4, number);
const iso = (number: number) => new Date(day(number)).toISOString();

const finding = (
  rule: string,
  further: Partial<ScannedFinding> = {},
): ScannedFinding => ({
  rule,
  severity: 'critical',
  path: 'a.js',
  place: null,
  fingerprint: `print-${rule}`,
  firstDetectedAt: null,
  suppressed: false,
  ...further,
});

const run = (
  finishedAt: number | null,
  rules: string[],
  further: Partial<EntityRun['run']> = {},
): EntityRun => {
  const findings = rules.map(rule => finding(rule));
  return {
    run: {
      tool: 'Trivy',
      category: 'image',
      finishedAt,
      failure: null,
      origins: [],
      entityRef: null,
      findings,
      results: findings.length,
      source: `at-${finishedAt}.sarif`,
      ...further,
    },
    findings: further.findings ?? findings,
  };
};

const assemble = (runs: EntityRun[], known: Partial<KnownBefore> = {}) =>
  assembleFindings(runs, {
    previous: undefined,
    now,
    forgetAfterMs: 30 * 86_400_000,
    isIncomplete: false,
    isBroken: false,
    ...known,
  });

const previousOf = (runs: EntityRun[], known?: Partial<KnownBefore>) =>
  assemble(runs, known).fact;
const firstSeen = (fact: SarifFact) =>
  Object.fromEntries(fact.findings.map(it => [it.rule, it.firstSeen]));

describe('the newest analysis', () => {
  it('of each tool and category counts', () => {
    const { fact } = assemble([
      run(day(1), ['old']),
      run(day(20), ['new']),
      run(day(10), ['other'], { category: 'code' }),
      run(day(15), ['lint'], { tool: 'CodeQL' }),
    ]);
    expect(fact).toMatchObject({
      tools: ['CodeQL', 'Trivy'],
      analysedAt: iso(10),
    });
    expect(Object.keys(firstSeen(fact)).sort()).toEqual([
      'lint',
      'new',
      'other',
    ]);
  });

  it('is all that one document has of them', () => {
    const source = 'one.sarif';
    const { fact } = assemble([
      run(day(20), ['a'], { source }),
      run(day(19), ['b'], { source }),
    ]);
    expect(fact.findings.map(it => it.rule).sort()).toEqual(['a', 'b']);
    expect(fact.analysedAt).toBe(iso(19));
  });

  it('without categories goes by the names of documents, but for dates and commits', () => {
    const category = '';
    const of = (...sources: string[]) =>
      assemble(
        sources.map((source, index) =>
          run(day(20 + index), [`in-${index}`], { category, source }),
        ),
      ).fact.findings.length;
    expect(of('trivy-2026-05-20.sarif', 'trivy-2026-05-21.sarif')).toBe(1);
    expect(of('scan-8f3c2ab.sarif', 'scan-91d0e77.sarif')).toBe(1);
    expect(of('api.sarif', 'worker.sarif')).toBe(2);
  });

  it('has no time where one of its runs has none', () => {
    expect(assemble([run(null, ['a'])]).fact.analysedAt).toBeNull();
  });

  it('of a category that is long not looked at counts no more', () => {
    const old = run(Date.UTC(2026, 2, 1), ['old'], { category: 'gone' });
    const { fact, isTransient } = assemble([old, run(day(31), ['new'])]);
    expect(firstSeen(fact)).toEqual({ new: iso(31) });
    expect(isTransient).toBe(true);
    expect(assemble([old]).fact.findings).toHaveLength(1);
  });
});

describe('a run that failed', () => {
  const failed = run(day(30), [], { failure: 'out of memory' });

  it('leaves the one before it', () => {
    const { fact, problems } = assemble([failed, run(day(20), ['a'])]);
    expect(fact).toMatchObject({
      analysedAt: iso(20),
      findings: [{ rule: 'a' }],
    });
    expect(problems).toEqual([expect.stringMatching(/out of memory/)]);
  });

  it('leaves it unknown where there is none before', () => {
    const other = run(day(30), ['b'], { tool: 'CodeQL' });
    const { fact } = assemble([failed, other]);
    expect(fact).toMatchObject({ tools: ['CodeQL'], analysedAt: null });
    expect(fact.findings).toHaveLength(1);
  });

  it('leaves what was known, with its time', () => {
    const previous = previousOf([run(day(10), ['a'])]);
    const { fact, isTransient } = assemble([failed], { previous });
    expect(fact).toEqual(previous);
    expect(isTransient).toBe(true);
  });
});

describe('a tool that reports no more', () => {
  const codeql = (at: number) => run(at, ['b'], { tool: 'CodeQL' });
  const previous = previousOf([run(day(10), ['a']), codeql(day(11))]);

  it('keeps what it found for a while', () => {
    const { fact, problems } = assemble([codeql(day(30))], { previous });
    expect(fact.tools).toEqual(['CodeQL', 'Trivy']);
    expect(fact.analysedAt).toBe(iso(10));
    expect(firstSeen(fact)).toEqual({ a: iso(10), b: iso(11) });
    expect(problems).toEqual([expect.stringMatching(/Trivy reports/)]);
  });

  it('is retired then, unless something could not be read', () => {
    const later = { previous, now: new Date('2026-06-20T00:00:00Z') };
    expect(assemble([codeql(day(30))], later).fact.tools).toEqual(['CodeQL']);
    expect(
      assemble([codeql(day(30))], { ...later, isIncomplete: true }).fact.tools,
    ).toEqual(['CodeQL', 'Trivy']);
  });

  it('leaves it unknown where a document about the entity is broken', () => {
    const { fact } = assemble([codeql(day(30))], { isBroken: true });
    expect(fact.analysedAt).toBeNull();
  });
});

describe('first seen', () => {
  it('is the first of the analyses that have it without a gap', () => {
    const { fact } = assemble([
      run(day(1), ['always', 'back']),
      run(day(5), ['always']),
      run(day(10), ['always', 'back']),
      run(day(20), ['always', 'back', 'new']),
    ]);
    expect(firstSeen(fact)).toEqual({
      always: iso(1),
      back: iso(10),
      new: iso(20),
    });
  });

  it('is what was known, unless it was away since', () => {
    const previous = previousOf([run(day(2), ['a', 'b'])]);
    expect(
      firstSeen(assemble([run(day(20), ['a', 'c'])], { previous }).fact),
    ).toEqual({ a: iso(2), c: iso(20) });
    const gap = [run(day(20), ['a']), run(day(10), [])];
    expect(firstSeen(assemble(gap, { previous }).fact)).toEqual({ a: iso(20) });
  });

  it('is what the tool says, if that is earlier', () => {
    const findings = [finding('a', { firstDetectedAt: day(-30) })];
    expect(firstSeen(assemble([run(day(20), [], { findings })]).fact)).toEqual({
      a: iso(-30),
    });
  });

  it('is known by rule and path of facts that have no fingerprints', () => {
    const [{ fingerprint, ...bare }] = previousOf([
      run(day(2), ['a']),
    ]).findings;
    const previous = { tools: ['Trivy'], analysedAt: iso(2), findings: [bare] };
    expect(
      firstSeen(assemble([run(day(20), ['a'])], { previous }).fact),
    ).toEqual({ a: iso(2) });
  });

  const history = fc.uniqueArray(
    fc.record({
      at: fc.integer({ min: 1, max: 28 }),
      rules: fc.subarray(['a', 'b', 'c', 'd']),
      failed: fc.boolean(),
    }),
    { selector: ({ at }) => at, minLength: 1, maxLength: 8 },
  );
  const toRun = ({
    at,
    rules,
    failed,
  }: {
    at: number;
    rules: string[];
    failed: boolean;
  }) => run(day(at), rules, { failure: failed ? 'failed' : null });

  it('is the same whatever the order of the runs', () => {
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (scans, weights) => {
        const runs = scans.map(toRun);
        const shuffled = runs
          .map(it => ({ it, weight: weights.next().value ?? 0 }))
          .sort((a, b) => a.weight - b.weight)
          .map(({ it }) => it);
        expect(assemble(shuffled).fact).toEqual(assemble(runs).fact);
      }),
    );
  });

  it('is the same whether runs come one by one, as they happen, or all at once', () => {
    fc.assert(
      fc.property(history, scans => {
        const runs = [...scans].sort((a, b) => a.at - b.at).map(toRun);
        let previous: SarifFact | undefined;
        for (const each of runs) {
          previous = assemble([each], { previous }).fact;
        }
        const succeeded = scans.some(({ failed }) => !failed);
        const { fact } = assemble(runs);
        expect(succeeded ? previous : firstSeen(fact)).toEqual(
          succeeded ? fact : {},
        );
      }),
    );
  });
});

describe('bounds', () => {
  it('keeps the worst, and says how many there are', () => {
    const findings = Array.from({ length: 1_500 }, (_, index) =>
      finding(`r-${index}`, {
        severity: index < 1_400 ? 'low' : 'critical',
        suppressed: index >= 1_450,
      }),
    );
    const { fact, problems } = assemble([run(day(20), [], { findings })]);
    expect(fact.findings).toHaveLength(1_000);
    expect(fact.findings.slice(0, 50).every(it => !it.suppressed)).toBe(true);
    expect(fact.findings.slice(50, 100).every(it => it.suppressed)).toBe(true);
    expect(problems).toEqual([
      'There are 1500 findings; the worst 1000 are recorded.',
    ]);
  });

  it('fits what the host takes of a fact', () => {
    const findings = Array.from({ length: 1_000 }, (_, index) =>
      finding(`${index}-${'r'.repeat(190)}`, { path: '"'.repeat(300) }),
    );
    const { fact } = assemble([run(day(20), [], { findings })]);
    expect(JSON.stringify(fact).length).toBeLessThan(262_144);
    expect(fact.findings.length).toBeGreaterThan(200);
  });
});
