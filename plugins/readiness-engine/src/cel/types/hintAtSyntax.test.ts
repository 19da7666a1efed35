import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { checkEngine } from '../checkEngine';
import { checkTypes } from './checkTypes';
import { createTypeEnvironment } from './TypeEnvironment';

const environment = createTypeEnvironment(factSchemas, { days: 30 }, ['other']);

/** What an author is told first. */
function firstProblem(source: string): string | undefined {
  const options = {
    engine: checkEngine,
    environment,
    returns: 'bool',
  } as const;
  return checkTypes(source, options).problems[0]?.message;
}

const readme = 'facts.repository.readme';

describe('what is written out of habit', () => {
  it.each<[string, RegExp]>([
    // Operators of other languages.
    ['entity.kind = "Component"', /; to compare, write ==$/],
    ['facts.slo.broken === 0', /; to compare, write ==$/],
    ['facts.slo.broken !== 0', /; to compare, write !=$/],
    ['facts.slo.broken <> 0', /; to compare, write !=$/],
    ['facts.slo.broken > 0 and true', /; write && for "and"$/],
    ['facts.slo.broken > 0 or true', /; write \|\| for "or"$/],
    ['not facts.slo.broken > 0', /; write ! for "not"$/],
    [`${readme} is null`, /; write == for "is"$/],
    [`${readme} is not null`, /; write != for "is not"$/],
    ['owner.isTeam & owner.exists', /; write && for "&"$/],
    [
      `${readme}?.words > 3`,
      /; there is no \?\.: guard it, as in a != null && a\.b$/,
    ],
    [`(${readme} ?? 3) == 3`, /; there is no \?\?: write a != null \? a : b$/],
    [
      'facts.slo.slos.all(s => s.complete)',
      /; a macro takes a name and an expression, as in list\.all\(x, x\.done\)$/,
    ],
    // What stands in a text is left alone.
    ['"a and b" == "c = d" &', /Unexpected character: &; write && for "&"$/],

    // Names.
    [`${readme} != None`, /there is no variable "None"; did you mean null\?/],
    [`${readme} != undefined`, /did you mean null\?/],
    ['owner.isTeam == True', /did you mean true\?/],
    [
      'entity.kind == Component',
      /there is no variable "Component"; a text stands in quotes, as in "Component"/,
    ],
    [
      'size(facts.model-cards.cards) > 0',
      /; a name with a dash stands in brackets, as in facts\["model-cards"\]/,
    ],
    ['facts.on-call.rotations == []', /facts\["on-call"\]/],
    [
      'len(facts.slo.slos) > 0',
      /there is no function "len"; did you mean "size"\?/,
    ],
    ['facts.slo.slos.length() > 0', /did you mean "size"\?/],
    ['facts.slo.slos.any(s, s.complete)', /did you mean "exists"\?/],
    ['facts.slo.slos.some(s, s.complete)', /did you mean "exists"\?/],
    ['facts.slo.slos.every(s, s.complete)', /did you mean "all"\?/],
    ['entity.kind.toLowerCase() == "a"', /did you mean "lowerAscii"\?/],
    ['facts.repo.runbook != null', /did you mean "repository"\?/],
    ['facts.owner.exists', /did you mean "readiness\/owner"\?/],

    // Properties and methods.
    ['facts.slo.slos.size > 0', /: write size\(facts\.slo\.slos\)$/],
    ['facts.slo.slos.length > 0', /: write size\(facts\.slo\.slos\)$/],
    ['facts.slo.location.length > 0', /: write size\(facts\.slo\.location\)$/],
    [
      `${readme} != null && ${readme}.headings.contains("install")`,
      /: write "install" in facts\.repository\.readme\.headings$/,
    ],
    [
      `${readme} != null && ${readme}.headings.includes("install")`,
      /there is no function "includes"; whether a list holds something is asked by x in list/,
    ],

    // Dates.
    ['now > "2026-01-01"', /: write timestamp\("2026-01-01T00:00:00Z"\)$/],
    [
      'now > facts.delivery.since',
      /: dates in facts are strings, ask daysSince\(facts\.delivery\.since\)$/,
    ],
    [
      'now - facts.delivery.since < 3',
      /: dates in facts are strings, ask daysSince\(facts\.delivery\.since\)$/,
    ],

    // A section that no runbook can have.
    [
      'facts.repository.runbook != null && "rolback" in facts.repository.runbook.sections',
      /did you mean "rollback"\?/,
    ],

    // Something, where true or false is asked for.
    [
      'facts.repository.runbook',
      /^the answer must be a bool, but facts\.repository\.runbook is a map or null: write facts\.repository\.runbook != null$/,
    ],
    [`${readme} && true`, /: write facts\.repository\.readme != null$/],
    [
      '!facts.repository.runbook',
      /: write facts\.repository\.runbook != null$/,
    ],
    ['facts.slo.slos', /: write size\(facts\.slo\.slos\) > 0$/],
  ])('%s', (source, message) => {
    expect(firstProblem(source)).toMatch(message);
  });

  it('is left as it is where it is right', () => {
    expect(
      firstProblem(
        'facts.slo.location == "a and b = c" && facts.slo.broken == 0',
      ),
    ).toBeUndefined();
    expect(firstProblem('facts.slo.location.matches("(?=x)")')).toBe(
      'the pattern is not a valid RE2 regular expression',
    );
  });
});

describe('has() of what is always there', () => {
  it.each<[string, string]>([
    [
      'has(facts.repository.runbook)',
      'facts.repository.runbook is always there, and may be null: write facts.repository.runbook != null',
    ],
    [
      'has(facts.slo.slos)',
      'facts.slo.slos is always there, so that has() of it says nothing: ask size(facts.slo.slos) > 0',
    ],
    [
      'facts.slo.slos.exists(s, has(s.reviewedAt))',
      's.reviewedAt is always there, and may be null: write s.reviewedAt != null',
    ],
    [
      'has(facts.repository.runbook.reviewedAt)',
      'facts.repository.runbook.reviewedAt is there with facts.repository.runbook, and may be null: write facts.repository.runbook != null && facts.repository.runbook.reviewedAt != null',
    ],
  ])('%s', (source, message) => {
    expect(firstProblem(source)).toBe(message);
  });

  it('is no problem where it can be missing', () => {
    for (const source of [
      'has(entity.metadata.annotations)',
      'has(entity.spec.system)',
      // A guard too many.
      'has(entity.metadata) && has(entity.metadata.tags)',
      'has(facts.slo.broken) && facts.slo.broken > 0',
      // With null above it, it is not there.
      'has(facts.repository.runbook.words) && facts.repository.runbook.words > 3',
    ]) {
      expect(firstProblem(source)).toBeUndefined();
    }
  });
});
