import { InputError, NotFoundError } from '@backstage/errors';
import { TrendQuery } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { HistorySelection } from '../../database/operations/history';
import {
  OwnerFilter,
  readVisibleEntity,
} from '../../database/operations/reading';
import { EntityVisibility } from '../../database/operations/visibility';
import { readEntityRef } from '../reading/entityRefs';

/** Of what history is read. */
export interface HistorySubject {
  scope: TrendQuery['scope'];
  /** Null: the organisation. */
  ref: string | null;
  title: string | null;
  /** Only of an entity. */
  entityId: number | null;
  /** How its present is selected. */
  present: {
    owner?: OwnerFilter;
    system?: string;
    domain?: string;
    tier?: number;
    lifecycle?: string;
  };
  /** How its past is selected, entity by entity. */
  selection: HistorySelection;
}

/**
 * Finds what a query is about. One statement, or none for the organisation.
 *
 * @throws InputError for a ref that is none, that is missing or too much, or of another kind than the scope
 * @throws NotFoundError for an entity that is not there, or that the reader may not see
 */
export async function findHistorySubject(
  knex: Knex,
  query: { scope: TrendQuery['scope']; ref?: string },
  visibility: EntityVisibility,
): Promise<HistorySubject> {
  const { scope } = query;
  if (scope === 'organisation') {
    if (query.ref !== undefined) {
      throw new InputError('The organisation has no ref');
    }
    return {
      scope,
      ref: null,
      title: null,
      entityId: null,
      present: {},
      selection: { visibility },
    };
  }
  if (query.ref === undefined) {
    throw new InputError(`ref is missing: that of the ${scope}`);
  }
  const ref = readRef(scope, query.ref);
  const kind = ref.slice(0, ref.indexOf(':'));
  const wanted = scope === 'team' ? 'group' : scope;
  if (scope !== 'entity' && kind !== wanted) {
    throw new InputError(`ref must be that of a ${wanted}`);
  }
  const entity = await readVisibleEntity(knex, { ref, visibility });
  if (!entity) {
    throw new NotFoundError(`There is no such ${scope}`);
  }
  const place = { scope, ref, title: entity.title, entityId: null };
  switch (scope) {
    case 'team':
      return {
        ...place,
        present: { owner: { kind: 'team', ref } },
        selection: { visibility, team: ref },
      };
    case 'system':
      return {
        ...place,
        present: { system: ref },
        selection: { visibility, system: ref },
      };
    case 'domain':
      return {
        ...place,
        present: { domain: ref },
        selection: { visibility, domain: ref },
      };
    default:
      return {
        ...place,
        entityId: entity.id,
        present: {},
        selection: { visibility, entityId: entity.id },
      };
  }
}

/** A ref without a kind is one of the kind that the scope asks for. */
function readRef(scope: string, text: string): string {
  const isShort = !text.includes(':');
  if (scope === 'entity' && isShort) {
    throw new InputError('ref must name the kind, e.g. component:default/cart');
  }
  return readEntityRef(
    'ref',
    isShort && scope !== 'team' ? `${scope}:${text}` : text,
  );
}
