/**
 * Reads what is to be pushed: an object with `items` as the API takes it, a list
 * of items, one item a line (NDJSON), or the data of one fact.
 */
import { JsonValue } from '@backstage/types';
import {
  FactPushItem,
  FactSchema,
  readObservedAt,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  factViolations,
  isPlainObject,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { UsageError } from '../../terminal';

/** The most items that a file may hold. */
const maxItems = 200_000;
const maxNodes = 2_000_000;
const itemKeys = new Set(['collector', 'entityRef', 'data', 'observedAt']);

/** Items of a file, and what is wrong with them. */
export interface ReadPushItems {
  items: FactPushItem[];
  /** One sentence each, the place first. */
  problems: string[];
}

/** What every item of a file is about, where they do not say it. */
export interface PushDefaults {
  /** Id of the fact. */
  fact?: string;
  /** Whole entity ref. */
  entity?: string;
}

/**
 * @param name - what the file is called in sentences; `.yaml` and `.yml` are read as YAML
 * @param options - `facts`: those that are known; `defaults`: where both stand there, a file that
 *   holds no items is the data of the fact
 * @throws UsageError for a file that cannot be parsed or holds too much
 */
export function readPushItems(
  text: string,
  name: string,
  options: { facts: readonly FactSchema[]; defaults: PushDefaults },
): ReadPushItems {
  const { defaults } = options;
  const values = toValues(parse(text, name), defaults);
  if (!values.length) {
    throw new UsageError(`${name} holds nothing to push`);
  }
  if (values.length > maxItems) {
    throw new UsageError(
      `${name} holds more than ${maxItems.toLocaleString('en')} items`,
    );
  }
  const schemas = new Map(
    options.facts.map(schema => [schema.collector, schema]),
  );
  const read: ReadPushItems = { items: [], problems: [] };
  values.forEach((value, index) => {
    const item = readItem(value, defaults, schemas);
    const place = values.length > 1 ? `${name}, item ${index + 1}` : name;
    if (typeof item === 'string') {
      read.problems.push(`${place}: ${item}`);
    } else {
      read.items.push(item);
    }
  });
  return read;
}

function parse(text: string, name: string): JsonValue[] {
  const isYaml = /\.ya?ml$/i.test(name);
  const json = isYaml ? undefined : parseJson(text);
  if (json !== undefined) {
    return [json];
  }
  const lines = text.split('\n').filter(line => line.trim() !== '');
  if (!isYaml && lines.length > 1) {
    const each = lines.map(parseJson);
    if (each.every(value => value !== undefined)) {
      return each as JsonValue[];
    }
  }
  const { documents, unreadable } = readYamlDocuments(text, {
    characters: 50_000_000,
    nodes: maxNodes,
  });
  if (unreadable.length) {
    const [{ line, column, message }] = unreadable;
    throw new UsageError(`${name}:${line}:${column}: ${message}`);
  }
  return documents.map(({ data }) => data);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toValues(documents: JsonValue[], defaults: PushDefaults) {
  return documents.flatMap((value): unknown[] => {
    if (Array.isArray(value)) {
      return value;
    }
    if (isPlainObject(value) && Array.isArray(value.items) && !value.data) {
      return value.items;
    }
    const isItem = isPlainObject(value) && 'data' in value;
    return defaults.fact && defaults.entity && !isItem
      ? [{ data: value }]
      : [value];
  });
}

function readItem(
  value: unknown,
  defaults: PushDefaults,
  schemas: ReadonlyMap<string, FactSchema>,
): FactPushItem | string {
  if (!isPlainObject(value)) {
    return 'is no object';
  }
  const unknown = Object.keys(value).find(key => !itemKeys.has(key));
  if (unknown !== undefined) {
    return `has no "${unknown}": an item holds collector, entityRef, data, and if wanted observedAt`;
  }
  const { collector = defaults.fact, observedAt, data } = value;
  const ref = value.entityRef ?? defaults.entity;
  const schema =
    typeof collector === 'string' ? schemas.get(collector) : undefined;
  if (!schema) {
    return typeof collector === 'string'
      ? `there is no fact "${collector}"; "readiness facts" lists those that there are, --collectors adds your own`
      : 'names no fact: collector is missing';
  }
  const entityRef = typeof ref === 'string' ? readEntityRef(ref) : undefined;
  if (!entityRef) {
    return 'names no entity: entityRef takes a whole ref, such as component:default/checkout';
  }
  if (
    observedAt !== undefined &&
    (typeof observedAt !== 'string' || !readObservedAt(observedAt))
  ) {
    return 'observedAt is no ISO time with its zone';
  }
  if (data === undefined) {
    return 'data is missing; null removes what was pushed before';
  }
  const [violation] = data === null ? [] : factViolations(schema, data);
  if (violation !== undefined) {
    return violation;
  }
  return {
    collector: schema.collector,
    entityRef,
    data: data as FactPushItem['data'],
    ...(observedAt === undefined ? {} : { observedAt }),
  };
}
