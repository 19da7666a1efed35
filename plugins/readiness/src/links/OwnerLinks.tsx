import { Link } from '@backstage/core-components';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Fragment } from 'react';
import { useReadinessTranslation } from '../translations';
import { isEntityRef, refWords, useReadinessLinks } from './useReadinessLinks';

/**
 * What the catalog calls an entity: its name first, and the title as soon as that is known. Those of many are asked for
 * together. As it may grow, it stands last on its line or in a cell.
 */
function PresentedName(props: { entityRef: string }) {
  return <>{useEntityPresentation(props.entityRef).primaryTitle}</>;
}

/**
 * The owners of an entity by their titles: groups lead to their page in Readiness.
 */
export function OwnerLinks(props: {
  /** Entity refs; an owner in the catalog may be any text. */
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
          <Link to={links.team(owner)}>
            {isEntityRef(owner) ? (
              <PresentedName entityRef={owner} />
            ) : (
              refWords(owner)
            )}
          </Link>
        </Fragment>
      ))}
    </>
  );
}
