import { Link } from '@backstage/core-components';
import {
  CollectorHealth,
  EntityReadiness,
  ExplainedResult,
  ProblemItem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { RelativeDate } from '@team-readiness/backstage-plugin-readiness-react';
import { createContext, ReactNode, useContext, useMemo } from 'react';
import { beginWords, LongWords } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { sourceStateOf, SourceStateLabel, useSourceHealth } from '../sources';

const mostShown = 3;

/** What is known of the sources of an entity that did not work. */
interface Failures {
  problems: readonly ProblemItem[];
  health: ReadonlyMap<string, CollectorHealth>;
}

const FailuresContext = createContext<Failures>({
  problems: [],
  health: new Map(),
});

const lacksData = ({ outcome }: ExplainedResult) =>
  outcome === 'unknown' || outcome === 'error';

/**
 * What went wrong with the sources of an entity, for the results below.
 */
export function SourceFailuresProvider(props: {
  entity: EntityReadiness;
  children: ReactNode;
}) {
  const { entity, children } = props;
  const { problems } = entity;
  const health = useSourceHealth(
    entity.scorecards.some(({ results }) => results.some(lacksData)),
  );
  const failures = useMemo(() => ({ problems, health }), [problems, health]);
  return (
    <FailuresContext.Provider value={failures}>
      {children}
    </FailuresContext.Provider>
  );
}

function ofReporter(
  problems: readonly ProblemItem[],
  collector: string,
): ProblemItem[] {
  // That the source failed as a whole says more than that one of its files did.
  const rank = ({ subject }: ProblemItem) => (subject === 'collector' ? 0 : 1);
  return problems
    .filter(({ reporter }) => reporter === collector)
    .sort((one, other) => rank(one) - rank(other));
}

/** The source itself, for readers who may know, where nothing is said of this entity. */
function TroubledSource(props: { health: CollectorHealth }) {
  const { health } = props;
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const { lastError, finishedAt, title } = health;
  return (
    <li>
      <SourceStateLabel source={health} /> {beginWords(title)}
      {finishedAt && (
        <>
          {', '}
          {t('service.failures.lastLook', {
            when: <RelativeDate at={finishedAt} />,
          })}
        </>
      )}
      {lastError && (
        <>
          :{' '}
          <LongWords
            text={lastError}
            what={t('service.failures.messageOf', { source: title })}
          />
        </>
      )}{' '}
      <Link to={links.health()}>{t('service.failures.health')}</Link>
    </li>
  );
}

/**
 * Why a result has no data: which of its sources failed, since when, and what it said. Nothing for
 * results that have their data, and where no source failed.
 */
export function SourceFailures(props: { result: ExplainedResult }) {
  const { result } = props;
  const { problems, health } = useContext(FailuresContext);
  const { t, words } = useReadinessTranslation();
  if (!lacksData(result)) {
    return null;
  }
  // A source may stand there once for each place.
  const sources = new Map(
    result.sources.map(source => [source.collector, source.title]),
  );
  const lines = [...sources].flatMap(([collector, title]) => {
    const own = ofReporter(problems, collector);
    const known = health.get(collector);
    if (own.length > 0) {
      return own.slice(0, mostShown).map((problem, index) => (
        <li key={`${collector} ${problem.message} ${problem.source}`}>
          {beginWords(title)},{' '}
          {problem.source && problem.subject === 'file' && (
            <>{problem.source}, </>
          )}
          {t('service.failures.since', { when: words.moment(problem.seenAt) })}:{' '}
          <LongWords
            text={problem.message}
            what={t('service.failures.message', {
              number: String(index + 1),
              source: title,
            })}
          />
        </li>
      ));
    }
    return known &&
      ['failed', 'overdue', 'paused'].includes(sourceStateOf(known))
      ? [<TroubledSource key={collector} health={known} />]
      : [];
  });
  return lines.length > 0 ? (
    <>
      <dt>{t('service.failures.title')}</dt>
      <dd>
        <ul>{lines}</ul>
      </dd>
    </>
  ) : null;
}
