import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import { EntityLabel } from '@team-readiness/backstage-plugin-readiness-common';
import {
  refWords,
  ReadinessLinks,
  useReadinessLinks,
} from './useReadinessLinks';

/** Kinds that have a Readiness tab. */
const kindsWithTab = new Set(['component', 'resource']);

/**
 * Where an entity is shown best: a team on its page, a service on its Readiness tab, anything else in the catalog.
 *
 * @param links - paths of this portal
 * @param ref - an entity ref; anything else leads to all teams
 */
export function entityPath(links: ReadinessLinks, ref: string): string {
  try {
    const kind = parseEntityRef(ref).kind.toLocaleLowerCase('en-US');
    return kindsWithTab.has(kind) ? links.service(ref) : links.team(ref);
  } catch {
    return links.teams();
  }
}

/**
 * An entity by its title, with the way to where it is shown.
 */
export function EntityLink(props: { entity: EntityLabel }) {
  const { ref, title } = props.entity;
  const links = useReadinessLinks();
  return <Link to={entityPath(links, ref)}>{title ?? refWords(ref)}</Link>;
}
