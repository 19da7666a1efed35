/**
 * Which values a part of a condition looked at.
 */
import { parse } from '@marcbachmann/cel-js';
import { JsonValue } from '@backstage/types';
import { CelNode, childrenOf, walkNodes } from '../cel/celNodes';
import { ConditionPart } from '../cel/Condition';

const maxValues = 10;
const maxValueLength = 500;
const variables = new Set([
  'entity',
  'facts',
  'owner',
  'results',
  'params',
  'now',
]);

/** A path from a variable down, e.g. `['facts', 'slo', 'slos']`. */
export type ValuePath = Array<string | number>;

const pathsByPart = new WeakMap<ConditionPart, ValuePath[]>();

function readStep(node: CelNode): string | number | null {
  if (node.op === '.') {
    return (node.args as [CelNode, string])[1];
  }
  const index = (node.args as [CelNode, CelNode])[1];
  if (index.op !== 'value') {
    return null;
  }
  return typeof index.args === 'bigint'
    ? Number(index.args)
    : String(index.args);
}

/** The path that a node stands for; null if it is not a plain path from a variable. */
function readPath(node: CelNode, bound: ReadonlySet<string>): ValuePath | null {
  if (node.op === 'id') {
    const name = String(node.args);
    return variables.has(name) && !bound.has(name) ? [name] : null;
  }
  if (node.op !== '.' && node.op !== '[]') {
    return null;
  }
  const step = readStep(node);
  const outer = step === null ? null : readPath(childrenOf(node)[0], bound);
  return outer && step !== null ? [...outer, step] : null;
}

/** The longest paths that a part reads, each once, in source order; no path that another one goes on from. */
function pathsOf(part: ConditionPart): ValuePath[] {
  const known = pathsByPart.get(part);
  if (known) {
    return known;
  }
  const paths = new Map<string, ValuePath>();
  const inner = new Set<CelNode>();
  walkNodes(parse(part.text).ast as unknown as CelNode, (node, { bound }) => {
    const path = inner.has(node) ? null : readPath(node, bound);
    if (path) {
      paths.set(formatPath(path), path);
    }
    if (path || inner.has(node)) {
      childrenOf(node)
        .slice(0, 1)
        .forEach(child => inner.add(child));
    }
  });
  // `doc != null && doc.words > 3`: the whole document would only be noise.
  const isPrefix = (path: ValuePath, other: ValuePath) =>
    path.length < other.length && path.every((step, i) => step === other[i]);
  const all = [...paths.values()];
  const found = all
    .filter(path => !all.some(other => isPrefix(path, other)))
    .slice(0, maxValues);
  pathsByPart.set(part, found);
  return found;
}

/** A path as it is written in CEL. */
function formatPath(path: ValuePath): string {
  return path
    .map((step, i) => {
      if (i === 0) {
        return step;
      }
      return typeof step === 'string' && /^\w+$/.test(step)
        ? `.${step}`
        : `[${JSON.stringify(step)}]`;
    })
    .join('');
}

/** Follows a path through own properties; undefined where it ends. */
export function followPath(root: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string | number, unknown>)[step]
        : undefined,
    root,
  );
}

/** A value as it is shown: at most 500 characters of its JSON; null for what is missing. */
export function toEvidence(value: unknown): JsonValue {
  if (value === undefined) {
    return null;
  }
  if (typeof value === 'string') {
    return value.length > maxValueLength
      ? `${value.slice(0, maxValueLength - 1)}…`
      : value;
  }
  const text = JSON.stringify(value);
  return text.length > maxValueLength
    ? `${text.slice(0, maxValueLength - 1)}…`
    : (value as JsonValue);
}

/**
 * The values that a part of a condition read.
 *
 * @returns at most ten, each cut to 500 characters; null for what is missing
 */
export function findSeenValues(
  part: ConditionPart,
  values: Readonly<Record<string, unknown>>,
): Array<{ path: string; steps: ValuePath; value: JsonValue }> {
  return pathsOf(part).map(steps => ({
    path: formatPath(steps),
    steps,
    value: toEvidence(followPath(values, steps)),
  }));
}
