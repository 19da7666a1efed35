import { InfoCard } from '@backstage/core-components';
import { Loaded, LoadedContent } from '../loading';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';

/**
 * The frame of a card on a catalog page.
 */
export function ReadinessCard<T>(props: {
  of: Loaded<T>;
  /** Where the card leads to. */
  link: { title: string; link: string };
  /** What to show where Readiness does not know the entity. */
  missing: string;
  children(value: T): ReactNode;
}) {
  const { t } = useReadinessTranslation();
  return (
    <InfoCard title="Readiness" deepLink={props.link} variant="gridItem">
      <LoadedContent
        of={props.of}
        what={t('cards.what')}
        rows={2}
        brief
        missing={props.missing}
      >
        {props.children}
      </LoadedContent>
    </InfoCard>
  );
}
