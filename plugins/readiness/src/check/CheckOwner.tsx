import Box from '@material-ui/core/Box';
import { Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { OwnerLinks, useReadinessLinks } from '../links';
import { useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { ownerContact } from './ownerContact';

/**
 * Who answers for a check, and how to tell them that it is wrong: by what the catalog knows of them, or on their page.
 */
export function CheckOwner(props: {
  check: CheckDetails;
  /** Asks the catalog for the contact. */
  isAsked: boolean;
}) {
  const { check, isAsked } = props;
  const { owner } = check;
  const catalog = useApi(catalogApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const entity = useLoaded(`${isAsked} ${owner}`, async () =>
    isAsked && owner ? catalog.getEntityByRef(owner) : undefined,
  );
  if (!owner) {
    return <>{t('check.owner.none')}</>;
  }
  const contact = ownerContact(
    entity.value,
    t('check.owner.subject', {
      check: check.summary.title,
      scorecard: check.scorecard.title,
    }),
  );
  return (
    <>
      <div>
        {t('check.owner.answers', { owner: <OwnerLinks owners={[owner]} /> })}
      </div>
      {/* As far from the owner as a finger needs. */}
      <Box mt={1}>
        {contact ? (
          <Link to={contact}>{t('check.owner.tell')}</Link>
        ) : (
          <Link to={links.entity(owner)}>{t('check.owner.tellOnPage')}</Link>
        )}
      </Box>
    </>
  );
}
