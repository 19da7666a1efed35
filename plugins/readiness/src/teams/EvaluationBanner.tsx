import { Link } from '@backstage/core-components';
import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import { useEffect } from 'react';
import { Notice } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';

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
  const { t } = useReadinessTranslation();
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
        ? t('teams.evaluation.waiting', { count: evaluation.waiting })
        : t('teams.evaluation.firstRun')}{' '}
      <Link to={links.health()}>{t('teams.evaluation.sources')}</Link>
    </Notice>
  );
}
