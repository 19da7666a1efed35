import {
  ownerFact,
  repositoryFact,
  sloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { stringify } from 'yaml';

/** A value of a document, so many spaces further in. */
function indented(value: unknown, spaces: number): string {
  return stringify(value, { lineWidth: 100, aliasDuplicateObjects: false })
    .trimEnd()
    .replace(/^/gm, ' '.repeat(spaces));
}

/** A text as YAML: `true` would not be one. */
function written(text: string): string {
  return stringify(text).trimEnd();
}

/** `our-standards` as a title: Our standards. */
function toTitle(name: string): string {
  return `${name[0].toUpperCase()}${name.slice(1).replace(/-/g, ' ')}`;
}

/**
 * A scorecard to begin with: small, and complete in what a check consists of.
 *
 * @param name - of the scorecard
 * @param schema - path of its JSON Schema, relative to the file
 */
export function starterScorecard(name: string, schema: string): string {
  return `# yaml-language-server: $schema=${schema}
#
# A standard of your own, with a check of each kind: on the catalog entry, on a
# document in the repository, and on SLOs. "readiness facts" shows what conditions
# can read, "readiness test" runs the cases in the file beside this one.
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata:
  name: ${written(name)}
  title: ${written(toTitle(name))}
  description: What we make sure of before we call a service ours.
  # Whom to tell that a check is wrong.
  owner: group:default/platform
spec:
  target:
    kind: Component
  levels:
    - level: 1
      name: Known
      description: Somebody answers for it, and whoever is new can begin.
  targets:
    - when: { kind: Component }
      level: 1
  params:
    # Words of its own from which a README counts.
    readmeWords: 80
    # Share of good events from which an SLO promises something.
    sloTarget: 0.99

  checks:
    - id: owned-by-a-team
      title: Owned by a team
      question: Is the owner a team that exists in the catalog?
      rationale: >-
        A person leaves or sleeps; a team stays. Everything else depends on somebody being there to act on it.
      area: ownership
      level: 1
      gate: true
      # Hours.
      effort: 0.5
      condition: owner.isTeam
      messages:
        pass: Owned by {{ owner.owners }}.
        fail: 'The owner is not an existing team. Declared: {{ owner.owners }}.'
      lookedFor: An owner in the catalog that is an existing Group.
      remediation:
        text: Set \`spec.owner\` of \`{{ entity.metadata.name }}\` to the team that answers for it.
        path: catalog-info.yaml
        example: |
          spec:
            owner: group:default/payments
        link: https://backstage.io/docs/features/software-catalog/descriptor-format

    - id: readme-helps
      title: README that helps
      question: Does a README say what this is?
      rationale: >-
        The first question about any repository is what it is for. An answer in writing is given once, and not each
        time that somebody asks.
      area: documentation
      level: 1
      gate: true
      effort: 1
      # Libraries have their own rules here.
      appliesTo: { $not: { spec.type: library } }
      condition: >-
        facts.repository.readme != null &&
        facts.repository.readme.words >= params.readmeWords
      messages:
        pass: The README has {{ facts.repository.readme.words }} words.
        fail: >-
          {{ facts.repository.readme == null ? "There is no README." : "The README is too short: " +
          string(facts.repository.readme.words) + " words." }}
        notApplicable: Libraries are not asked for a README here.
      lookedFor: A README with {{ params.readmeWords }} words of its own or more.
      remediation:
        text: Say what \`{{ entity.metadata.name }}\` is for, and how to run it.
        path: README.md
        link: https://backstage.io/docs/features/techdocs/

    - id: slo-promised
      title: SLO promised
      question: Does an SLO promise users something?
      rationale: >-
        Without a number nobody can say whether the service is good enough, and every alert is a matter of opinion.
      area: slos
      # No gate: it feeds the score.
      level: 1
      effort: 4
      condition: facts.slo.slos.exists(s, s.complete && s.targets.exists(t, t >= params.sloTarget))
      messages:
        pass: One of {{ size(facts.slo.slos) }} SLOs promises {{ params.sloTarget }} or more.
        fail: None of {{ size(facts.slo.slos) }} SLOs is complete and promises {{ params.sloTarget }} or more.
      lookedFor: OpenSLO documents with a target of {{ params.sloTarget }} or more, a window and an indicator.
      remediation:
        text: Write down what users of \`{{ entity.metadata.name }}\` can count on, and how it is measured.
        path: slo/slo.yaml
        link: https://sre.google/sre-book/service-level-objectives/
`;
}

/**
 * The tests of the starter: every outcome and every branch of its checks, and a
 * case that tries to pass without doing the work.
 *
 * @param name - of the scorecard
 * @param schema - path of its JSON Schema, relative to the file
 */
export function starterTest(name: string, schema: string): string {
  const owner = ownerFact.example;
  const repository = repositoryFact.example;
  return `# yaml-language-server: $schema=${schema}
#
# Cases of ${name}. Each says only what is otherwise than in spec.base.
apiVersion: team-readiness.dev/v1
kind: ScorecardTest
metadata:
  name: ${written(name)}
spec:
  scorecard: ${written(name)}
  now: '2026-06-15T10:00:00Z'
  base:
    entity:
      apiVersion: backstage.io/v1alpha1
      kind: Component
      metadata: { name: checkout }
      spec: { type: service, lifecycle: production, owner: payments }
    facts:
      readiness/owner:
${indented(owner, 8)}
      repository:
${indented({ ...repository, readme: null }, 8)}
      slo:
${indented(sloFact.example, 8)}

  cases:
    - check: owned-by-a-team
      name: a team
      expect: { outcome: pass, messageIncludes: [Owned by] }
    - check: owned-by-a-team
      name: nobody
      facts:
        readiness/owner: { owners: [], exists: false, isTeam: false }
      expect: { outcome: fail, messageIncludes: [not an existing team] }
    - check: owned-by-a-team
      name: the catalog did not tell yet
      without: [readiness/owner]
      expect: { outcome: unknown }

    - check: readme-helps
      name: a good one
      facts:
        repository:
          readme: &readme
${indented(repository.readme, 12)}
      expect: { outcome: pass, message: The README has ${readWords(
        repository.readme,
      )} words. }
    - check: readme-helps
      name: none
      expect: { outcome: fail, message: There is no README. }
    - check: readme-helps
      name: a title and nothing else
      gaming: true
      facts:
        repository:
          readme: { <<: *readme, words: 2 }
      expect: { outcome: fail, messageIncludes: [too short, 2 words] }
    - check: readme-helps
      name: the repository was never read
      without: [repository]
      expect: { outcome: unknown }
    - check: readme-helps
      name: a library
      entity:
        spec: { type: library }
      expect: { outcome: not-applicable }

    - check: slo-promised
      name: three nines
      expect: { outcome: pass, messageIncludes: [0.99 or more] }
    - check: slo-promised
      name: a promise that everybody keeps
      gaming: true
      facts:
        slo:
          # The first item of the list: its position is the key.
          slos: { '0': { targets: [0.01] } }
      expect: { outcome: fail, messageIncludes: [None of 1] }
    - check: slo-promised
      name: the repository was never read
      without: [slo]
      expect: { outcome: unknown }
`;
}

function readWords(readme: unknown): number {
  return (readme as { words: number }).words;
}
