/** A value of what was observed that is not the same before and after. */
export interface Difference {
  /** Where it is, e.g. "slos[0].name"; empty for the whole. */
  path: string;
  /** As JSON; undefined where there was none. */
  before: string | undefined;
  after: string | undefined;
}

const deepest = 6;

type Children = ReadonlyMap<string, unknown>;

function childrenOf(value: unknown): Children | undefined {
  if (Array.isArray(value)) {
    return new Map(value.map((item, index) => [`[${index}]`, item]));
  }
  return typeof value === 'object' && value !== null
    ? new Map(Object.entries(value).map(([key, item]) => [`.${key}`, item]))
    : undefined;
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/**
 * Where two observations differ, value by value. What is there on one side only is told as a whole.
 *
 * @param before - JSON data; undefined where nothing was seen
 * @param after - JSON data; undefined where nothing was seen
 */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = [];
  const compare = (
    one: unknown,
    other: unknown,
    path: string,
    depth: number,
  ): void => {
    const [was, is] = [jsonOf(one), jsonOf(other)];
    if (was === is) {
      return;
    }
    const children = depth < deepest ? childrenOf(one) : undefined;
    const others = depth < deepest ? childrenOf(other) : undefined;
    if (
      !children ||
      !others ||
      Array.isArray(one) !== Array.isArray(other) ||
      children.size === 0 ||
      others.size === 0
    ) {
      found.push({ path: path.replace(/^\./, ''), before: was, after: is });
      return;
    }
    for (const key of new Set([...children.keys(), ...others.keys()])) {
      compare(children.get(key), others.get(key), `${path}${key}`, depth + 1);
    }
  };
  compare(before, after, '', 0);
  return found;
}
