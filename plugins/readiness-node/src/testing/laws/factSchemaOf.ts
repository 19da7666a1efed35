import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { Collector } from '../../collectors';

/** The schema of a collector as that of a fact; without an example. */
export function factSchemaOf(collector: Collector): FactSchema {
  return {
    collector: collector.id,
    title: collector.title,
    description: collector.description,
    schema: collector.schema,
    example: null,
  };
}

/**
 * The properties of a JSON Schema that nobody described.
 *
 * @param schema - anything
 * @returns their paths, e.g. `months[].amount`, at most ten
 */
export function undescribedProperties(schema: unknown): string[] {
  const found = new Set<string>();
  visit(schema, '', found, 0);
  return [...found].slice(0, 10);
}

const maxDepth = 30;

function visit(
  schema: unknown,
  path: string,
  found: Set<string>,
  depth: number,
): void {
  if (typeof schema !== 'object' || schema === null || depth > maxDepth) {
    return;
  }
  const node = schema as Record<string, unknown>;
  const each = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value) : [];
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const at = path ? `${path}.${name}` : name;
    const { description } = property as { description?: unknown };
    if (typeof description !== 'string' || description.trim() === '') {
      found.add(at);
    }
    visit(property, at, found, depth + 1);
  }
  visit(node.items, `${path}[]`, found, depth + 1);
  visit(node.additionalProperties, `${path}[]`, found, depth + 1);
  for (const choice of [
    ...each(node.anyOf),
    ...each(node.oneOf),
    ...each(node.allOf),
    ...each(node.$defs),
  ]) {
    visit(choice, path, found, depth + 1);
  }
}
