import { factSchemas } from '@team-readiness/backstage-plugin-readiness-common';
import { factViolations } from '@team-readiness/backstage-plugin-readiness-engine';
import { DatedFact } from '@team-readiness/backstage-plugin-readiness-node';
import { resolve } from 'path';
import { HarbourHistory } from './HarbourHistory';
import { readRecordedFacts } from './recordedFacts';
import { gone, newcomer, spells, storyDays } from './story';

const facts = readRecordedFacts(
  resolve(__dirname, '../../../../examples/history/facts.jsonl'),
);
const until = new Date('2027-03-01T03:20:00.000Z');
const items = [...new HarbourHistory(facts).read({ until })];
const told = items.filter((item): item is DatedFact => 'collector' in item);

describe('the history of the demo', () => {
  it('goes on in time for 200 days, up to the present', () => {
    const times = items.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[0]).toBe(until.getTime() - storyDays * 86_400_000);
    expect(times[times.length - 1]).toBe(until.getTime());
  });

  it('is the same each time it is told', () => {
    const again = [...new HarbourHistory(facts).read({ until })];
    expect(JSON.stringify(again)).toBe(JSON.stringify(items));
  });

  it('tells facts that fit their schemas, of nothing that is still to come', () => {
    const known = new Map(factSchemas.map(fact => [fact.collector, fact]));
    const broken: string[] = [];
    for (const { collector, entityRef, data, at } of told) {
      const schema = known.get(collector);
      if (data && schema && factViolations(schema, data).length) {
        broken.push(`${collector} of ${entityRef} at ${at.toISOString()}`);
      }
    }
    expect(broken).toEqual([]);
    // Those that recipes and documents describe are the others.
    expect(
      told.filter(({ collector }) => known.has(collector)).length,
    ).toBeGreaterThan(0.8 * told.length);
    expect(JSON.stringify(told)).not.toContain('{{');
  });

  it('ends with the facts of today, and begins with what the story says', () => {
    const last = new Map(
      told.map(fact => [`${fact.collector} ${fact.entityRef}`, fact.data]),
    );
    const undated = facts.filter(({ isDated }) => !isDated);
    for (const { collector, entityRef, data } of undated) {
      expect([entityRef, last.get(`${collector} ${entityRef}`)]).toEqual([
        entityRef,
        data,
      ]);
    }
    const first = told.find(
      ({ collector, entityRef }) =>
        collector === 'repository' &&
        entityRef === 'component:default/checkout-api',
    );
    expect(first?.data).toMatchObject({ runbook: null, runbooks: 0 });
    for (const { name } of [newcomer, gone]) {
      const own = items.filter(
        ({ entityRef }) => entityRef === `component:default/${name}`,
      );
      expect('entity' in own[0]).toBe(true);
    }
  });

  it('has no spell that nothing is meant by', () => {
    const names = new Set(
      facts.map(({ entityRef }) => entityRef.split('/')[1]),
    );
    const owners = new Set(facts.map(fact => fact.owners));
    for (const spell of spells) {
      const like = spell.was && 'like' in spell.was ? [spell.was.like] : [];
      expect(
        [...(spell.names ?? []), ...like].filter(it => !names.has(it)),
      ).toEqual([]);
      expect(
        spell.team === undefined || owners.has(`group:default/${spell.team}`),
      ).toBe(true);
      for (const collector of spell.collectors) {
        expect(facts.map(fact => fact.collector)).toContain(collector);
      }
    }
  });
});
