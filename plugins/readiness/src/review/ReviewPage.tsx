import { stringifyEntityRef } from '@backstage/catalog-model';
import { EmptyState, Link } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  EntityName,
  EntityReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readinessApiRef } from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment } from 'react';
import { useParams } from 'react-router-dom';
import { PrintedAlone } from '../layout/PrintedAlone';
import { FoldedPanel, Notice, PageTitle, Stack } from '../layout';
import { OwnerLinks, refWords, useAnchor, useReadinessLinks } from '../links';
import { LoadedContent, useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';
import { lenses } from './lensAreas';
import { LensPanel } from './LensPanel';
import { PastReviews } from './PastReviews';
import { ReviewActions } from './ReviewActions';
import { ReviewForm } from './ReviewForm';
import { ReviewStanding } from './ReviewStanding';
import { TradeOffs } from './TradeOffs';

const formAnchor = 'write';

const useStyles = makeStyles(
  { onScreen: { '@media print': { display: 'none' } } },
  { name: 'ReadinessReviewPage' },
);

/** Who owns the service and what it is, in one line. */
function ServiceLine(props: { entity: EntityReadiness }) {
  const { tier, lifecycle, owners } = props.entity;
  const { t, words } = useReadinessTranslation();
  const parts = [
    t('review.of', { day: words.day(new Date().toISOString()) }),
    words.tier(tier),
    ...(lifecycle ? [t('review.lifecycle', { lifecycle })] : []),
    t('review.owned', { owners: <OwnerLinks owners={owners} /> }),
  ];
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          {part}
        </Fragment>
      ))}
    </>
  );
}

function ReviewBody(props: { entity: EntityReadiness }) {
  const { entity } = props;
  const { scorecards } = entity;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const service = entity.title ?? refWords(entity.ref);
  return (
    <PrintedAlone>
      <Stack>
        <PageTitle
          path={[{ title: service, to: links.service(entity.ref) }]}
          title={t('review.title', { service })}
          note={<ServiceLine entity={entity} />}
        />
        <ReviewActions
          address={new URL(links.review(entity.ref), window.location.href).href}
          anchor={formAnchor}
        />
        {entity.state === 'waiting' ? (
          <Notice>{t('review.waiting')}</Notice>
        ) : (
          <ReviewStanding scorecards={scorecards} />
        )}
        {scorecards.length > 0 && (
          <Stack>
            {lenses.map(lens => (
              <LensPanel
                key={lens}
                lens={lens}
                entity={entity.ref}
                scorecards={scorecards}
              />
            ))}
          </Stack>
        )}
        <TradeOffs decisions={entity.decisions} />
        <PastReviews reviews={entity.reviews} />
        <div className={classes.onScreen}>
          <FoldedPanel
            title={t('review.form.title')}
            note={t('review.form.note')}
            anchor={formAnchor}
          >
            <ReviewForm entity={entity} />
          </FoldedPanel>
        </div>
      </Stack>
    </PrintedAlone>
  );
}

function LoadedReview(props: { name: EntityName }) {
  const { name } = props;
  const api = useApi(readinessApiRef);
  const links = useReadinessLinks();
  const { t } = useReadinessTranslation();
  const entity = useLoaded('', () => api.getEntity(name));
  useAnchor(entity.value !== undefined);
  return (
    <LoadedContent
      of={entity}
      what={t('review.what')}
      parts={['title', 'headline', 'list', 'list']}
      missing={
        <EmptyState
          missing="content"
          title={t('review.missing.title', {
            entity: stringifyEntityRef(name),
          })}
          description={t('review.missing.description')}
          action={<Link to={links.teams()}>{t('review.missing.back')}</Link>}
        />
      }
    >
      {value => <ReviewBody entity={value} />}
    </LoadedContent>
  );
}

/**
 * A service through the lenses of reliability, security, governance and cost, on one page to be read and printed, with a
 * form that writes the review down.
 */
export function ReviewPage() {
  const { kind = '', namespace = '', name = '' } = useParams();
  return (
    <LoadedReview
      key={`${kind}/${namespace}/${name}`}
      name={{ kind, namespace, name }}
    />
  );
}
