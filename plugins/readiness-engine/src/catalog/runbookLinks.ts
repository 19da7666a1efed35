import { Entity } from '@backstage/catalog-model';
import {
  CatalogFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import { httpLink } from './httpLink';

const runbookWord = /run[\s_-]?book|playbook/i;
const maxLinks = 20;

/**
 * Finds links and annotations that name a runbook.
 *
 * A link counts if its type or title says so; an annotation if it is ours, or the part of its key
 * behind the slash says so, and its value is a URL. Only http(s).
 *
 * @param entity - Bounded by `boundedEntity`.
 * @returns At most 20, in order of appearance, without repetitions.
 */
export function runbookLinks(entity: Entity): CatalogFact['runbookLinks'] {
  const found = new Map<string, string>();
  for (const link of entity.metadata.links ?? []) {
    const url = httpLink(link.url);
    if (url && runbookWord.test(`${link.type ?? ''} ${link.title ?? ''}`)) {
      found.set(url, link.title || 'Runbook');
    }
  }
  for (const [key, value] of Object.entries(
    entity.metadata.annotations ?? {},
  )) {
    const url = httpLink(value);
    const isNamed =
      key === readinessAnnotations.runbook ||
      runbookWord.test(key.slice(key.lastIndexOf('/') + 1));
    if (url && isNamed && !found.has(url)) {
      found.set(url, 'Runbook');
    }
  }
  return [...found].slice(0, maxLinks).map(([url, title]) => ({ title, url }));
}
