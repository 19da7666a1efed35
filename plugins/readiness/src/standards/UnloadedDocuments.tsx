import { useApi } from '@backstage/core-plugin-api';
import {
  ProblemItem,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { ProblemsTable } from '../problems';
import { Panel } from '../layout';
import { refusalOf, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

/** As many as one page of the API holds at most. */
const shownProblems = 500;

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
 * @param props - `scorecards`: those that are shown, with the problems of their own
 */
export function UnloadedDocuments(props: {
  scorecards: readonly ScorecardDetails[];
  /** How often the documents were read on this page; asks again when it changes. */
  reads: number;
}) {
  const api = useApi(readinessApiRef);
  const { t } = useReadinessTranslation();
  const { value, error } = useLoaded(String(props.reads), () =>
    api.listProblems({ subject: 'definition', limit: shownProblems }),
  );
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
