import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { EntityName } from '@team-readiness/backstage-plugin-readiness-common';
import { ReactNode } from 'react';
import { useParams } from 'react-router-dom';
import { Stack } from '../layout';
import { useReadinessTranslation } from '../translations';
import { TeamTitle } from './TeamTitle';

/**
 * A page of a team that loads what it shows by itself. The title is that of the catalog.
 */
export function TeamSubPage(props: {
  current: 'history' | 'record';
  children(name: EntityName): ReactNode;
}) {
  const { namespace = '', name = '' } = useParams();
  const { t } = useReadinessTranslation();
  const team = { kind: 'group', namespace, name };
  const ref = stringifyEntityRef(team);
  const { primaryTitle } = useEntityPresentation(ref);
  return (
    <Stack>
      <TeamTitle
        team={ref}
        title={primaryTitle}
        note={t(`team.notes.${props.current}`)}
        current={props.current}
      />
      {props.children(team)}
    </Stack>
  );
}
