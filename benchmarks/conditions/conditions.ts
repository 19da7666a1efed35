/** Ten conditions as the built-in scorecards have them, each in CEL, as a rule and by hand. */
import { Plain, today } from './entities';
import { Rule } from './jsonRules';

/** A condition in all its forms. */
export interface BenchmarkCondition {
  id: string;
  source: string;
  rule: Rule;
  closure: (plain: Plain) => boolean;
}

/** Parameters of the scorecard. */
export const params = {
  membersMin: 2,
  wordsMin: 200,
  freshDays: 180,
  criticalDays: 30,
  budgetFactor: 1.1,
  sections: ['symptoms', 'mitigation', 'rollback'],
};

const daysSince = (date: string) =>
  today - Math.floor(Date.parse(date) / 86_400_000);
const isName = /^[a-z][a-z0-9-]{2,40}$/;

const fact = (path: string, operator: string, value: unknown = null) => ({
  fact: 'all',
  path: `$.${path}`,
  operator,
  value,
});

/** What json-rules-engine has no words for is an operator of its own. */
const by = (test: (plain: Plain) => boolean) => ({
  fact: 'all',
  operator: 'holds',
  value: test,
});

/** See {@link BenchmarkCondition}. */
export const conditions: BenchmarkCondition[] = [
  {
    id: 'owner-is-a-team',
    source:
      'owner.isTeam && (owner.members == null || owner.members >= params.membersMin)',
    rule: {
      all: [
        fact('owner.isTeam', 'equal', true),
        {
          any: [
            fact('owner.members', 'equal', null),
            fact('owner.members', 'greaterThanInclusive', params.membersMin),
          ],
        },
      ],
    },
    closure: ({ owner }) =>
      owner.isTeam &&
      (owner.members === null || owner.members >= params.membersMin),
  },
  {
    id: 'runbook-complete',
    source:
      'facts.repository.runbook != null && facts.repository.runbook.words >= params.wordsMin && params.sections.all(s, s in facts.repository.runbook.sections)',
    rule: {
      all: [
        fact('facts.repository.runbook', 'notEqual', null),
        fact(
          'facts.repository.runbook.words',
          'greaterThanInclusive',
          params.wordsMin,
        ),
        ...params.sections.map(section =>
          fact('facts.repository.runbook.sections', 'contains', section),
        ),
      ],
    },
    closure: ({ facts: { repository } }) =>
      repository.runbook !== null &&
      repository.runbook.words >= params.wordsMin &&
      params.sections.every(section =>
        repository.runbook?.sections.includes(section),
      ),
  },
  {
    id: 'readme-fresh',
    source:
      'facts.repository.readme != null && facts.repository.readme.changedAt != null && daysSince(facts.repository.readme.changedAt) <= params.freshDays',
    rule: {
      all: [
        fact('facts.repository.readme', 'notEqual', null),
        fact(
          'facts.repository.readme.changedAt',
          'isNotOlder',
          params.freshDays,
        ),
      ],
    },
    closure: ({ facts: { repository } }) =>
      repository.readme !== null &&
      repository.readme.changedAt !== null &&
      daysSince(repository.readme.changedAt) <= params.freshDays,
  },
  {
    id: 'slo-complete',
    source: 'facts.slo.slos.exists(s, s.complete && s.targets.all(t, t > 0.9))',
    rule: {
      all: [
        by(({ facts }) =>
          facts.slo.slos.some(
            slo => slo.complete && slo.targets.every(target => target > 0.9),
          ),
        ),
      ],
    },
    closure: ({ facts }) =>
      facts.slo.slos.some(
        slo => slo.complete && slo.targets.every(target => target > 0.9),
      ),
  },
  {
    id: 'burn-rate-alerts',
    source: 'facts.slo.slos.filter(s, s.complete).all(s, s.burnRateAlert)',
    rule: {
      all: [
        by(({ facts }) =>
          facts.slo.slos
            .filter(slo => slo.complete)
            .every(slo => slo.burnRateAlert),
        ),
      ],
    },
    closure: ({ facts }) =>
      facts.slo.slos
        .filter(slo => slo.complete)
        .every(slo => slo.burnRateAlert),
  },
  {
    id: 'no-old-critical-violations',
    source:
      'facts.policy.violations.all(v, v.severity != "critical" || daysSince(v.firstSeen) <= params.criticalDays)',
    rule: {
      all: [
        by(({ facts }) =>
          facts.policy.violations.every(
            ({ severity, firstSeen }) =>
              severity !== 'critical' ||
              daysSince(firstSeen) <= params.criticalDays,
          ),
        ),
      ],
    },
    closure: ({ facts }) =>
      facts.policy.violations.every(
        ({ severity, firstSeen }) =>
          severity !== 'critical' ||
          daysSince(firstSeen) <= params.criticalDays,
      ),
  },
  {
    id: 'images-pinned',
    source:
      'facts.manifests.evaluations.exists(e, e.policy == "pin-images") && facts.manifests.evaluations.all(e, e.policy != "pin-images" || e.outcome == "pass")',
    rule: {
      all: [
        by(({ facts }) =>
          facts.manifests.evaluations.some(
            ({ policy }) => policy === 'pin-images',
          ),
        ),
        by(({ facts }) =>
          facts.manifests.evaluations.every(
            ({ policy, outcome }) =>
              policy !== 'pin-images' || outcome === 'pass',
          ),
        ),
      ],
    },
    closure: ({ facts }) =>
      facts.manifests.evaluations.some(
        ({ policy }) => policy === 'pin-images',
      ) &&
      facts.manifests.evaluations.every(
        ({ policy, outcome }) => policy !== 'pin-images' || outcome === 'pass',
      ),
  },
  {
    id: 'within-budget',
    source:
      'facts.catalog.budget != null && facts.cost.currency == facts.catalog.budget.currency && facts.cost.forecast <= facts.catalog.budget.amount * params.budgetFactor',
    rule: {
      all: [
        fact('facts.catalog.budget', 'notEqual', null),
        by(
          ({ facts: { catalog, cost } }) =>
            cost.currency === catalog.budget?.currency,
        ),
        by(
          ({ facts: { catalog, cost } }) =>
            cost.forecast <=
            (catalog.budget?.amount ?? 0) * params.budgetFactor,
        ),
      ],
    },
    closure: ({ facts: { catalog, cost } }) =>
      catalog.budget !== null &&
      cost.currency === catalog.budget.currency &&
      cost.forecast <= catalog.budget.amount * params.budgetFactor,
  },
  {
    id: 'documented',
    source:
      'has(entity.metadata.annotations) && "backstage.io/techdocs-ref" in entity.metadata.annotations',
    rule: {
      all: [
        fact(
          "entity.metadata.annotations['backstage.io/techdocs-ref']",
          'isThere',
        ),
      ],
    },
    closure: ({ entity }) =>
      Object.hasOwn(
        entity.metadata.annotations ?? {},
        'backstage.io/techdocs-ref',
      ),
  },
  {
    id: 'named-plainly',
    source: 'entity.metadata.name.matches("^[a-z][a-z0-9-]{2,40}$")',
    rule: { all: [fact('entity.metadata.name', 'isName')] },
    closure: ({ entity }) => isName.test(entity.metadata.name),
  },
];
