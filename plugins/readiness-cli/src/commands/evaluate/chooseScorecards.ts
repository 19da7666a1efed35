import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import { loadDocuments } from '../../documents';
import { Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';

/**
 * The scorecards that entities are evaluated against: those of the paths, which
 * may extend built-in ones; without paths the built-in ones.
 *
 * @throws UsageError where one of the paths is broken, since an evaluation over the rest would say
 *   something else than what was asked for
 */
export async function chooseScorecards(
  paths: readonly string[],
  terminal: Terminal,
): Promise<CompiledScorecard[]> {
  const documents = await loadDocuments(paths, { cwd: terminal.cwd });
  const { problems, texts, own } = documents;
  if (problems.length > 0) {
    noteProblems(problems, texts, terminal);
    throw new UsageError('The scorecards have to be mended first');
  }
  const names = new Set(own.map(({ name }) => name));
  const chosen = documents.scorecards.filter(({ name }) => names.has(name));
  if (chosen.length === 0) {
    throw new UsageError('There is no scorecard in what --scorecards names');
  }
  return chosen;
}
