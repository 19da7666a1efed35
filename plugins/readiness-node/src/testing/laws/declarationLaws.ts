import { isDeepStrictEqual } from 'node:util';
import {
  evaluateFilterPredicate,
  FilterPredicate,
} from '@backstage/filter-predicates';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { factViolations } from '@team-readiness/backstage-plugin-readiness-engine';
import { CollectorLaw } from '../CollectorContract';
import { messageOf } from './collectOnce';
import { factSchemaOf, undescribedProperties } from './factSchemaOf';

const idPattern = /^(?!.{64})[A-Za-z_][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*$/;
const defaultTarget: FilterPredicate = {
  kind: { $in: ['Component', 'Resource'] },
};

function duration(value: HumanDuration): number {
  try {
    return durationToMilliseconds(value);
  } catch {
    return NaN;
  }
}

/** What a collector says about itself. */
export const declarationLaws: CollectorLaw[] = [
  {
    name: 'is declared so that the host takes it',
    async check(contract) {
      const collector = await contract.create();
      const { id, title, description, version, source } = collector;
      const violations: string[] = [];
      const demand = (holds: boolean, violation: string) => {
        if (!holds) {
          violations.push(violation);
        }
      };
      const isText = (text: unknown, length: number) =>
        typeof text === 'string' && text.trim() !== '' && text.length <= length;
      demand(
        typeof id === 'string' && idPattern.test(id),
        'The id is not words of letters, digits and underscores, joined by dashes, of at most 63 characters.',
      );
      demand(
        isText(title, 100),
        'The title is no text of 1 to 100 characters.',
      );
      demand(
        isText(description, 500) && /[.!?]$/.test(description),
        'The description is no sentence of at most 500 characters.',
      );
      demand(
        version === undefined || isText(version, 100),
        'The version is no text of 1 to 100 characters.',
      );
      demand(
        source === undefined || isText(source, 100),
        'The source is no text of 1 to 100 characters.',
      );
      const frequency = duration(collector.frequency);
      demand(frequency > 0, 'The frequency is no time.');
      demand(
        duration(collector.timeToLive) > frequency,
        'The timeToLive is not longer than the frequency.',
      );
      const target = collector.target ?? defaultTarget;
      try {
        for (const { entity, entityRef } of await contract.targets()) {
          demand(
            evaluateFilterPredicate(target, entity),
            `${entityRef} is none of the entities that it looks at.`,
          );
        }
      } catch (error) {
        demand(false, `The target cannot be read: ${messageOf(error)}`);
      }
      return violations;
    },
  },
  {
    name: 'has a JSON Schema of an object whose properties are described',
    async check({ create, fact }) {
      const collector = await create();
      const { schema } = collector;
      const violations: string[] = [];
      if (schema?.type !== 'object') {
        violations.push('The schema is not that of an object.');
      }
      const undescribed = undescribedProperties(schema);
      if (undescribed.length > 0) {
        violations.push(`Without description: ${undescribed.join(', ')}.`);
      }
      violations.push(
        ...factViolations(factSchemaOf(collector), {}).filter(each =>
          each.includes('cannot be read'),
        ),
      );
      if (!fact) {
        return violations;
      }
      if (fact.collector !== collector.id) {
        violations.push(`The fact is that of the collector ${fact.collector}.`);
      }
      if (!isDeepStrictEqual(fact.schema, schema)) {
        violations.push('The schema is not that of the fact.');
      }
      if (fact.example) {
        violations.push(
          ...factViolations(factSchemaOf(collector), fact.example).map(
            each => `The example of the fact: ${each}`,
          ),
        );
      }
      return violations;
    },
  },
];
