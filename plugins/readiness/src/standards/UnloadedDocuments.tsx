import { useApi } from '@backstage/core-plugin-api';
import {
  ProblemItem,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  countWords,
  readinessApiRef,
} from '@team-readiness/backstage-plugin-readiness-react';
import { ProblemsTable } from '../health/ProblemsTable';
import { Panel } from '../layout';
import { refusalOf, useLoaded } from '../loading';

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
  const { value, error } = useLoaded(String(props.reads), () =>
    api.listProblems({ subject: 'definition', limit: shownProblems }),
  );
  if (error && refusalOf(error) === 'broken') {
    return (
      <Panel title="Documents that could not be loaded">
        Whether there are any could not be found out: {error.message}
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
      title="Documents that could not be loaded"
      note={`${countWords(
        unloaded.length,
        'problem',
        'problems',
      )}. Nothing came out of these; the others are not affected.`}
    >
      <ProblemsTable problems={unloaded} />
    </Panel>
  );
}
