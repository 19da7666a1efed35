import {
  factSchemas,
  sloFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';
import { knownFacts } from './knownFacts';

function collector(id: string): Collector {
  return {
    id,
    title: `Title of ${id}`,
    description: 'What it reads.',
    schema: { type: 'object', properties: { own: { type: 'string' } } },
    frequency: { hours: 1 },
    timeToLive: { hours: 2 },
    open: async () => ({ collect: async () => [] }),
  };
}

describe('knownFacts', () => {
  it('adds the facts of collectors that only this installation has', () => {
    const facts = knownFacts([collector('ours'), collector('slo')]);
    expect(facts).toHaveLength(factSchemas.length + 1);
    expect(facts.at(-1)).toEqual({
      collector: 'ours',
      title: 'Title of ours',
      description: 'What it reads.',
      schema: { type: 'object', properties: { own: { type: 'string' } } },
      example: null,
    });
  });

  it('keeps the schema of Readiness where both describe a fact', () => {
    const facts = knownFacts([collector('slo')]);
    expect(facts.find(fact => fact.collector === 'slo')).toBe(sloFact);
  });
});
