import { Link } from '@backstage/core-components';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import { countWords } from '@team-readiness/backstage-plugin-readiness-react';
import { useEffect } from 'react';
import { Notice } from '../layout';
import { useReadinessLinks } from '../links';

const pollMilliseconds = 10_000;

/**
 * Says while numbers may still move, and looks again until they stand.
 */
export function EvaluationBanner(props: {
  evaluation: Overview['evaluation'];
  /** Asks for newer numbers. */
  onLookAgain(): void;
}) {
  const { evaluation, onLookAgain } = props;
  const links = useReadinessLinks();
  const moving = !evaluation.firstRunComplete || evaluation.waiting > 0;

  useEffect(() => {
    if (!moving) {
      return undefined;
    }
    const timer = setInterval(onLookAgain, pollMilliseconds);
    return () => clearInterval(timer);
  }, [moving, onLookAgain]);

  if (!moving) {
    return null;
  }
  return (
    <Notice>
      {evaluation.firstRunComplete
        ? `${countWords(
            evaluation.waiting,
            'service waits',
            'services wait',
          )} to be checked again. Numbers may still move.`
        : 'The catalog is being read for the first time. Numbers will still move.'}{' '}
      <Link to={links.health()}>See the state of the data sources</Link>
    </Notice>
  );
}
