import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import {
  checkRouteRef,
  healthRouteRef,
  impactBriefRouteRef,
  reviewRouteRef,
  servicesRouteRef,
  standardsRouteRef,
  teamHistoryRouteRef,
  teamRecordRouteRef,
  teamRouteRef,
  teamsRouteRef,
  templateRouteRef,
} from '../routes';
import { ServicesFilters, servicesQuery } from './ServicesFilters';

/** What the list of a check's entities is narrowed to; `system` and `domain` are refs. */
export interface CheckFilters {
  outcome?: readonly Outcome[];
  team?: string;
  tier?: number;
  lifecycle?: string;
  system?: string;
  domain?: string;
}

/** Paths to the pages of Readiness. */
export interface ReadinessLinks {
  teams(): string;
  /** @param ref - ref of a Group; another kind leads to its catalog page, what is no ref to all teams. @param scorecard - where it is not the default one */
  team(ref: string, scorecard?: string): string;
  /** What a team did and wrote down. @param ref - ref of a Group @param scorecard - of the page it came from */
  teamRecord(ref: string, scorecard?: string): string;
  /** How a team stood over time, and what moved it. @param ref - ref of a Group @param scorecard - of the page it came from */
  teamHistory(ref: string, scorecard?: string): string;
  /** Before and after for a quarter. @param ref - of a Group or another entity @param quarter - e.g. "2026-Q2"; the last complete one unless given */
  impactBrief(ref: string, quarter?: string): string;
  /** Through the lenses of a readiness review. @param ref - of a Component or Resource */
  review(ref: string): string;
  /** Where a template of the Scaffolder is run; undefined where that is not installed. @param ref - of a Template @param entity - ref of what it is run for, which its form begins with */
  template(ref: string, entity: string): string | undefined;
  /** All services. @param filters - to what the list is narrowed */
  services(filters?: ServicesFilters): string;
  standards(): string;
  health(): string;
  check(scorecard: string, id: string, filters?: CheckFilters): string;
  /** The catalog page of an entity; what is no ref leads to all teams. */
  entity(ref: string): string;
  /** The Readiness tab of an entity. @param anchor - see `resultAnchor` */
  service(ref: string, anchor?: string): string;
}

// An owner in the catalog may be any text; one that is no ref must not break a page.
function parsedRef(ref: string): CompoundEntityRef | undefined {
  try {
    return parseEntityRef(ref);
  } catch {
    return undefined;
  }
}

/** Whether a text is the ref of an entity. */
export function isEntityRef(text: string): boolean {
  return parsedRef(text) !== undefined;
}

/**
 * The anchor of a result on the page of its entity.
 */
export function resultAnchor(scorecard: string, checkId: string): string {
  return `${scorecard}.${checkId}`;
}

/**
 * The name of an entity without its kind, and without the default namespace.
 *
 * @param ref - an entity ref; anything else is returned as it is
 */
export function refWords(ref: string): string {
  const parsed = parsedRef(ref);
  if (!parsed) {
    return ref;
  }
  const { namespace, name } = parsed;
  return namespace === 'default' ? name : `${namespace}/${name}`;
}

function checkQuery(filters: CheckFilters | undefined): string {
  const query = new URLSearchParams();
  for (const name of ['team', 'lifecycle', 'system', 'domain'] as const) {
    const value = filters?.[name];
    if (value) {
      query.set(name, value);
    }
  }
  if (filters?.tier !== undefined) {
    query.set('tier', String(filters.tier));
  }
  for (const outcome of filters?.outcome ?? []) {
    query.append('outcome', outcome);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
}

function scorecardQuery(scorecard: string | undefined): string {
  return scorecard ? `?${new URLSearchParams({ scorecard })}` : '';
}

/**
 * Gives the paths to all pages of Readiness in this portal.
 */
export function useReadinessLinks(): ReadinessLinks {
  const teams = useRouteRef(teamsRouteRef);
  const team = useRouteRef(teamRouteRef);
  const teamRecord = useRouteRef(teamRecordRouteRef);
  const teamHistory = useRouteRef(teamHistoryRouteRef);
  const impactBrief = useRouteRef(impactBriefRouteRef);
  const review = useRouteRef(reviewRouteRef);
  const template = useRouteRef(templateRouteRef);
  const services = useRouteRef(servicesRouteRef);
  const standards = useRouteRef(standardsRouteRef);
  const health = useRouteRef(healthRouteRef);
  const check = useRouteRef(checkRouteRef);
  const entityPage = useRouteRef(entityRouteRef);
  return {
    teams,
    standards,
    health,
    team(ref, scorecard) {
      const parsed = parsedRef(ref);
      if (!parsed) {
        return teams();
      }
      const { kind, namespace, name } = parsed;
      return kind.toLocaleLowerCase('en-US') === 'group'
        ? team({ namespace, name }) + scorecardQuery(scorecard)
        : entityPage(entityRouteParams(ref));
    },
    teamRecord(ref, scorecard) {
      const parsed = parsedRef(ref);
      return parsed
        ? teamRecord({ namespace: parsed.namespace, name: parsed.name }) +
            scorecardQuery(scorecard)
        : teams();
    },
    teamHistory(ref, scorecard) {
      const parsed = parsedRef(ref);
      return parsed
        ? teamHistory({ namespace: parsed.namespace, name: parsed.name }) +
            scorecardQuery(scorecard)
        : teams();
    },
    impactBrief(ref, quarter) {
      const parsed = parsedRef(ref);
      if (!parsed) {
        return teams();
      }
      const { kind, namespace, name } = parsed;
      const path = impactBrief({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace,
        name,
      });
      return quarter ? `${path}?${new URLSearchParams({ quarter })}` : path;
    },
    review(ref) {
      const parsed = parsedRef(ref);
      if (!parsed) {
        return teams();
      }
      const { kind, namespace, name } = parsed;
      return review({
        kind: kind.toLocaleLowerCase('en-US'),
        namespace,
        name,
      });
    },
    template(ref, entity) {
      const parsed = parsedRef(ref);
      if (!template || parsed?.kind.toLocaleLowerCase('en-US') !== 'template') {
        return undefined;
      }
      const { namespace, name } = parsed;
      // The Scaffolder begins its form with what this names.
      const formData = JSON.stringify({ entityRef: entity });
      return `${template({
        namespace,
        templateName: name,
      })}?${new URLSearchParams({ formData })}`;
    },
    services: filters => services() + servicesQuery(filters),
    check(scorecard, id, filters) {
      return `${check({ scorecard, id })}${checkQuery(filters)}`;
    },
    entity(ref) {
      return parsedRef(ref) ? entityPage(entityRouteParams(ref)) : teams();
    },
    service(ref, anchor) {
      const path = `${entityPage(entityRouteParams(ref))}/readiness`;
      return anchor ? `${path}#${anchor}` : path;
    },
  };
}
