/**
 * Merge keys (`<<: *row`), which lay a map over another one that has an anchor.
 *
 * The `yaml` package reads a merged map anew for each merge, so that merges
 * within merges would take time that grows with every level. Allowed is what
 * rows of tests need: an alias or a list of aliases, of maps that merge nothing
 * themselves at any depth.
 */
import {
  Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Node,
  Pair,
  Scalar,
  visit,
} from 'yaml';

/** Keys and values of all maps that are merged, each as often as it is. */
const maxMerged = 50_000;

/** What is known of a map with an anchor. */
interface Source {
  /** Keys and values, at any depth. */
  size: number;
  /** Does it merge something itself? */
  merges: boolean;
}

/** Is it a pair that merges? In quotes `<<` is a key like any other. */
function isMerge(pair: unknown): pair is Pair<Scalar> {
  return (
    isPair(pair) &&
    isScalar(pair.key) &&
    pair.key.value === '<<' &&
    pair.key.type === Scalar.PLAIN
  );
}

function measure(map: Node): Source {
  const source = { size: 0, merges: false };
  visit(map, {
    Node() {
      source.size += 1;
    },
    Pair(_, pair) {
      source.merges ||= isMerge(pair);
    },
  });
  return source;
}

/**
 * Looks for a merge that is not allowed.
 *
 * @returns its key and one sentence, or null
 */
export function findBadMerge(
  document: Document,
): { key: Scalar; message: string } | null {
  let found: { key: Scalar; message: string } | null = null;
  let merged = 0;
  // In the order of the text, since an alias means the last anchor before it.
  const anchors = new Map<string, Node>();
  const measured = new Map<Node, Source>();
  const judge = (alias: unknown): string | null => {
    const map = isAlias(alias) ? anchors.get(alias.source) : undefined;
    if (!isMap(map)) {
      return '<< takes an alias of a map, such as *row, or a list of them';
    }
    const source = measured.get(map) ?? measure(map);
    measured.set(map, source);
    merged += source.size;
    if (source.merges) {
      return 'a map that is merged by << must not merge another one itself';
    }
    return merged > maxMerged
      ? `more than ${maxMerged} keys and values are merged by <<`
      : null;
  };
  visit(document, {
    Value(_, node) {
      if (node.anchor) {
        anchors.set(node.anchor, node);
      }
    },
    Pair(_, pair) {
      if (!isMerge(pair)) {
        return undefined;
      }
      const sources: unknown[] = isSeq(pair.value)
        ? pair.value.items
        : [pair.value];
      const message = sources.map(judge).find(problem => problem !== null);
      if (!message) {
        return undefined;
      }
      found = { key: pair.key, message };
      return visit.BREAK;
    },
  });
  return found;
}
