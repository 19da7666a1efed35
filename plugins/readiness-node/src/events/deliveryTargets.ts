import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { readRepositoryUrl } from '../files';
import { toDeliveryTarget } from './toDeliveryTarget';

/** More than these no entity has. */
const mostTargets = 40;

const hostPattern = /^[a-z0-9.-]{1,200}(?::\d{1,5})?$/i;
const slugPattern = /^[^\s/?#]+(?:\/[^\s/?#]+)+$/;

/**
 * The targets that an entity has: an event that names one of them is about it.
 *
 * - `entity:<ref>`: always.
 * - `repository:<URL>`: of its source, and by `github.com/project-slug` and
 *   `gitlab.com/project-slug` (with `gitlab.com/instance`, default `gitlab.com`).
 * - `pagerduty:<id>`: by `pagerduty.com/service-id`.
 * - `service:<id>`: by `team-readiness.dev/delivery-services`. A Component without it has
 *   `service:<namespace>/<name>`, and in the namespace `default` also `service:<name>`: there is one
 *   Component of that name at most, so that it is unambiguous.
 * - `artifact:<purl>`: by `team-readiness.dev/delivery-artifacts`.
 *
 * Pure: asks nobody.
 *
 * @param entity - as the catalog has it; anything goes in its annotations
 * @param repositoryUrl - of its source, as `toRepositoryUrl` makes it; null for none. Default: that of
 *   `readRepositoryUrl`
 * @returns at most forty, sorted, each once, as `toDeliveryTarget` makes them
 *
 * @public
 */
export function deliveryTargets(
  entity: Entity,
  repositoryUrl: string | null | undefined = readRepositoryUrl(entity),
): string[] {
  const annotation = (name: string): string => {
    const text: unknown = entity.metadata.annotations?.[name];
    return typeof text === 'string' ? text.trim() : '';
  };
  const listed = (name: string, prefix: string) =>
    annotation(name)
      .split(',')
      .flatMap(text => toDeliveryTarget(`${prefix}:${text}`) ?? []);
  const services = listed(readinessAnnotations.deliveryServices, 'service');
  const found = [
    `entity:${stringifyEntityRef(entity)}`,
    repositoryUrl ? `repository:${repositoryUrl}` : '',
    repositoryOf('github.com', annotation('github.com/project-slug')),
    repositoryOf(
      annotation('gitlab.com/instance') || 'gitlab.com',
      annotation('gitlab.com/project-slug'),
    ),
    `pagerduty:${annotation('pagerduty.com/service-id')}`,
    ...(services.length > 0 ? services : ownServices(entity)),
    ...listed(readinessAnnotations.deliveryArtifacts, 'artifact'),
  ].flatMap(text => toDeliveryTarget(text) ?? []);
  return [...new Set(found)].slice(0, mostTargets).sort();
}

function repositoryOf(host: string, slug: string): string {
  return hostPattern.test(host) && slugPattern.test(slug)
    ? `repository:https://${host}/${slug}`
    : '';
}

function ownServices({ kind, metadata }: Entity): string[] {
  const { name, namespace = 'default' } = metadata;
  if (kind.toLowerCase() !== 'component') {
    return [];
  }
  return [
    `service:${namespace}/${name}`,
    ...(namespace.toLowerCase() === 'default' ? [`service:${name}`] : []),
  ];
}
