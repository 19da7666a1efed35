import {
  ProblemItem,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ProblemsTable } from '../problems';
import { Panel } from '../layout';
import { Loaded, refusalOf } from '../loading';
import { useReadinessTranslation } from '../translations';

/** Who says of documents that were read that nothing runs them: those are listed with that. */
const ofReadDocuments = 'recipes';

const identity = (problem: ProblemItem) =>
  JSON.stringify([
    problem.name,
    problem.source,
    problem.line,
    problem.column,
    problem.message,
  ]);

/**
 * Documents that gave nothing at all, so that no scorecard shows what is wrong
 * with them. Nothing for readers who may not see problems.
 *
 * @param props - `scorecards`: those that are shown, with the problems of their own; `problems`: of all documents
 */
export function UnloadedDocuments(props: {
  scorecards: readonly ScorecardDetails[];
  problems: Loaded<{ items: ProblemItem[] }>;
}) {
  const { t } = useReadinessTranslation();
  const { value, error } = props.problems;
  if (error && refusalOf(error) === 'broken') {
    return (
      <Panel title={t('standards.unloaded.title')}>
        {t('standards.unloaded.failed', { message: error.message })}
      </Panel>
    );
  }
  const shown = new Set(
    props.scorecards.flatMap(({ problems }) => problems.map(identity)),
  );
  const unloaded = (value?.items ?? []).filter(
    problem =>
      !shown.has(identity(problem)) && problem.reporter !== ofReadDocuments,
  );
  if (unloaded.length === 0) {
    return null;
  }
  return (
    <Panel
      title={t('standards.unloaded.title')}
      note={t('standards.unloaded.note', { count: unloaded.length })}
    >
      <ProblemsTable problems={unloaded} />
    </Panel>
  );
}
