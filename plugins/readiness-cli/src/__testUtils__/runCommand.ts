import { main } from '../main';
import { createColors, ExitCode, safeText } from '../terminal';

/** The moment of all runs. */
export const testNow = new Date('2026-06-15T10:00:00Z');

/** What came of a run of a command within this process. */
export interface CommandRun {
  code: ExitCode;
  out: string;
  err: string;
}

/**
 * Runs a command as the program does, over a terminal that keeps what is written.
 *
 * @param cwd - working directory
 */
export async function runCommand(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<CommandRun> {
  const run: CommandRun = { code: 0, out: '', err: '' };
  run.code = await main(args, {
    cwd,
    env,
    now: () => testNow,
    colors: createColors(false),
    width: 100,
    write: text => {
      run.out += safeText(text);
    },
    note: text => {
      run.err += `${safeText(text)}\n`;
    },
    progress: () => {},
  });
  return run;
}

/** A good scorecard: a README, an owner, and what it costs, which files do not tell. */
export const smallScorecard = `apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: small
  title: Small
  description: For tests.
  owner: group:default/platform
spec:
  target: { kind: Component }
  levels: [{ level: 1, name: Known, description: It is known. }]
  targets: [{ when: { kind: Component }, level: 1 }]
  params: { words: 50 }
  checks:
    - id: readme
      title: README
      question: Is there a README?
      rationale: Because.
      area: documentation
      level: 1
      gate: true
      effort: 1
      condition: facts.repository.readme != null && facts.repository.readme.words >= params.words
      messages:
        pass: There is one of {{ facts.repository.readme.words }} words.
        fail: There is none that helps.
      lookedFor: A README.
      remediation: { text: Write it., path: README.md, link: https://example.org/readme }
    - id: owned
      title: Owner
      question: Is there an owner?
      rationale: Because.
      area: ownership
      level: 1
      effort: 1
      condition: owner.isTeam
      messages: { pass: There is one., fail: There is none. }
      lookedFor: An owner.
      remediation: { text: Name one., link: https://example.org/owner }
    - id: spend
      title: Spend
      question: Is the spend known?
      rationale: Because.
      area: cost
      level: 1
      effort: 1
      condition: facts.cost.attributed
      messages: { pass: It is known., fail: It is not known. }
      lookedFor: The spend.
      remediation: { text: Tag it., link: https://example.org/spend }
`;
