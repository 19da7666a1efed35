/** A check of which only what matters to a test is given. */
export interface CheckText {
  id: string;
  condition?: string;
  [key: string]: unknown;
}

/** The object of a complete document over Components, with checks of level 1 that ask of the entity. */
export function scorecardObject(
  name: string,
  checks: CheckText[] = [{ id: 'first' }],
  spec: object = {},
) {
  return {
    apiVersion: 'team-readiness.dev/v1',
    kind: 'Scorecard',
    metadata: { name, title: name, description: 'A scorecard of a test.' },
    spec: {
      target: { kind: 'Component' },
      levels: [1, 2, 3].map(level => ({
        level,
        name: `Level ${level}`,
        description: 'A rung.',
      })),
      ...spec,
      checks: checks.map(check => ({
        title: `Title of ${check.id}`,
        question: 'Is it?',
        rationale: 'Since it must.',
        area: 'ownership',
        level: 1,
        gate: true,
        effort: 1,
        condition: `entity.kind == 'Component'`,
        messages: { pass: 'Yes.', fail: 'No.' },
        lookedFor: 'Something.',
        remediation: { text: 'Do it.' },
        ...check,
      })),
    },
  };
}

/** The YAML of {@link scorecardObject}, with one key a line. */
export function scorecardText(
  name: string,
  checks?: CheckText[],
  spec?: object,
): string {
  return JSON.stringify(scorecardObject(name, checks, spec), null, 2);
}
