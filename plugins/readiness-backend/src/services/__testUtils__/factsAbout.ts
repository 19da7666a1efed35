import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { TestEntity } from './TestEntity';

/**
 * What collectors know of an entity or a group.
 *
 * @param ref - of it
 * @param options - `described`: as the catalog serves it; `entity`: undefined for a group; `isGroup`: is there a
 *   group with this ref?
 * @returns facts by collector
 */
export function factsAbout(
  ref: string,
  {
    described,
    entity,
    isGroup,
  }: {
    described: Entity;
    entity: TestEntity | undefined;
    isGroup: (ref: string) => boolean;
  },
): Record<string, JsonObject> {
  const owners = entity ? entity.owners ?? [] : [ref];
  const facts: Record<string, JsonObject> = {
    catalog: {
      entity: described as unknown as JsonObject,
      tier: entity?.tier ?? null,
      tierDeclared: entity?.tier ? String(entity.tier) : null,
      lifecycle: entity ? entity.lifecycle ?? 'production' : null,
      dependencies: [],
      runbookLinks: [],
      budget: null,
      onCall: false,
    },
    'readiness/owner': {
      owners: owners.map(owner => ({
        ref: owner,
        kind: owner.split(':')[0],
        exists: isGroup(owner),
        type: 'team',
        members: 3,
        email: `${owner.split('/')[1]}@example.org`,
        chat: null,
        onCall: false,
      })),
      exists: owners.length > 0 && owners.every(o => isGroup(o)),
      isTeam: owners.length > 0 && owners.every(o => isGroup(o)),
      members: 3,
      reachable: true,
      onCall: true,
    },
  };
  if (entity?.readmeWords !== undefined) {
    facts.repository = {
      location: 'https://git.example.org',
      revision: null,
      readme: entity.readmeWords === null ? null : document(entity.readmeWords),
      runbook: entity.runbookSections
        ? document(200, entity.runbookSections)
        : null,
      runbooks: entity.runbookSections ? 1 : 0,
      architecture: null,
      links: { complete: true, checked: 0, broken: [] },
    };
  }
  if (entity?.slo) {
    facts.slo = {
      location: 'slo',
      slos:
        entity.slo === 'complete'
          ? [
              {
                name: 'availability',
                service: entity.name,
                targets: [0.99],
                window: '28d',
                complete: true,
                burnRateAlert: entity.tier === 1,
                journey: 'Pay for a basket',
                reviewedAt: '2026-11-01',
                errorBudgetPolicy: null,
                path: 'slo/slo.yaml',
              },
            ]
          : [],
      broken: 0,
    };
  }
  return facts;
}

function document(words: number, sections: string[] = []) {
  return {
    path: 'docs/document.md',
    url: null,
    words,
    headings: [],
    sections,
    hasCommandOrLink: true,
    reviewedAt: '2026-11-01',
    reviewedBy: [],
    reviewedOutside: false,
    usedAt: null,
    changedAt: null,
    dependenciesNamed: [],
  };
}
