import { Link } from '@backstage/core-components';
import { Fragment } from 'react';
import { useReadinessTranslation } from '../translations';
import { refWords, useReadinessLinks } from './useReadinessLinks';

/**
 * The owners of an entity: groups lead to their page in Readiness.
 */
export function OwnerLinks(props: {
  /** Entity refs. */
  owners: readonly string[];
}) {
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  if (props.owners.length === 0) {
    return <>{t('layout.noOwner')}</>;
  }
  return (
    <>
      {props.owners.map((owner, index) => (
        <Fragment key={owner}>
          {index > 0 && ', '}
          <Link to={links.team(owner)}>{refWords(owner)}</Link>
        </Fragment>
      ))}
    </>
  );
}
