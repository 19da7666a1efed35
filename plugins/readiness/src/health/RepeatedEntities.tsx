import { Link } from '@backstage/core-components';
import { ProblemItem } from '@team-readiness/backstage-plugin-readiness-common';
import { Fragment } from 'react';
import { refWords, useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

/** Where so many data sources fail at one entity, it is the entity that somebody has to look at. */
const manySources = 3;
/** More are no summary any more. */
const mostNamed = 3;

/**
 * The entities that several data sources could not read, those that most could not read first.
 *
 * @param problems - what could not be read or computed
 */
export function repeatedEntities(
  problems: readonly ProblemItem[],
): Array<{ entityRef: string; sources: number }> {
  const reporters = new Map<string, Set<string>>();
  for (const { subject, entityRef, reporter } of problems) {
    if (subject === 'collector' && entityRef) {
      const known = reporters.get(entityRef) ?? new Set();
      reporters.set(entityRef, known.add(reporter));
    }
  }
  return [...reporters]
    .map(([entityRef, { size }]) => ({ entityRef, sources: size }))
    .filter(({ sources }) => sources >= manySources)
    .sort((one, other) => other.sources - one.sources)
    .slice(0, mostNamed);
}

/**
 * Says, a line each, which entities many problems come from, so that nobody looks for the reason in each data source.
 */
export function RepeatedEntities(props: { problems: readonly ProblemItem[] }) {
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  return (
    <>
      {repeatedEntities(props.problems).map(({ entityRef, sources }, index) => (
        <Fragment key={entityRef}>
          {index > 0 && <br />}
          {t('health.problems.repeated', {
            count: sources,
            name: (
              <Link to={links.service(entityRef)}>{refWords(entityRef)}</Link>
            ),
          })}
        </Fragment>
      ))}
    </>
  );
}
