/**
 * Finds out what an expression reads of its variables, by following where values come from: through
 * selections, macros over lists and maps, `filter`, `cel.bind` and `? :`. Wherever a value is computed
 * with, all of it is read.
 *
 * It may find too much, never too little: an expression answers the same where everything else is
 * taken out of its variables, and fails where it failed before.
 */
import { CelNode, childrenOf, readBinding, readCall } from './celNodes';
import { PathBuilder, ReadPaths } from './ReadPaths';

/** The places that the value of a node may be; none: it is computed. */
type Places = readonly PathBuilder[];

/** Where the variables of macros come from. */
type Bound = ReadonlyMap<string, Places>;

const nothing: Places = [];

function isNull(node: CelNode): boolean {
  return node.op === 'value' && node.args === null;
}

/** The text of a key that is written out. */
function literalKey(node: CelNode): string | null {
  if (node.op !== 'value') {
    return null;
  }
  return typeof node.args === 'string' ? node.args : null;
}

/** What a macro walks over: the items of a list, or the keys of a map. */
function itemOf(place: PathBuilder): PathBuilder {
  place.eachValue();
  return place.eachItem();
}

class ReadFinder {
  readonly variables = new Map<string, PathBuilder>();

  /** Everything of a value is read. */
  use(node: CelNode, bound: Bound): void {
    this.places(node, bound).forEach(place => place.markWhole());
  }

  places(node: CelNode, bound: Bound): Places {
    const binding = readBinding(node);
    if (binding) {
      return this.#ofMacro(node, binding, bound);
    }
    const call = readCall(node);
    if (call) {
      return this.#ofCall(call, bound);
    }
    switch (node.op) {
      case 'value':
        return nothing;
      case 'id':
        return this.#ofVariable(String(node.args), bound);
      case '.': {
        const [object, key] = node.args as [CelNode, string];
        return this.places(object, bound).map(place => place.member(key));
      }
      case '[]':
        return this.#ofIndex(node, bound);
      case '?:': {
        const [test, yes, no] = node.args as CelNode[];
        this.use(test, bound);
        return [...this.places(yes, bound), ...this.places(no, bound)];
      }
      case '==':
      case '!=':
        return this.#ofComparison(node, bound);
      case 'in':
        return this.#ofMembership(node, bound);
      default:
        childrenOf(node).forEach(child => this.use(child, bound));
        return nothing;
    }
  }

  #ofVariable(name: string, bound: Bound): Places {
    const known = bound.get(name);
    if (known) {
      return known;
    }
    let variable = this.variables.get(name);
    if (!variable) {
      variable = new PathBuilder();
      this.variables.set(name, variable);
    }
    return [variable];
  }

  #ofIndex(node: CelNode, bound: Bound): Places {
    const [object, index] = node.args as [CelNode, CelNode];
    const key = literalKey(index);
    if (key !== null) {
      return this.places(object, bound).map(place => place.member(key));
    }
    this.use(index, bound);
    return this.places(object, bound).flatMap(place => place.each());
  }

  /** `x == null` asks only whether it is there. */
  #ofComparison(node: CelNode, bound: Bound): Places {
    const sides = node.args as CelNode[];
    if (sides.some(isNull)) {
      sides.forEach(side => this.places(side, bound));
    } else {
      sides.forEach(side => this.use(side, bound));
    }
    return nothing;
  }

  /** Of a map only its keys are looked at. */
  #ofMembership(node: CelNode, bound: Bound): Places {
    const [item, container] = node.args as [CelNode, CelNode];
    const key = literalKey(item);
    this.use(item, bound);
    for (const place of this.places(container, bound)) {
      place.eachItem().markWhole();
      if (key === null) {
        place.eachValue();
      } else {
        place.member(key);
      }
    }
    return nothing;
  }

  #ofCall(
    call: { name: string; receiver: CelNode | null; args: CelNode[] },
    bound: Bound,
  ): Places {
    const given = call.receiver ? [call.receiver, ...call.args] : call.args;
    if (call.name === 'has' && !call.receiver) {
      given.forEach(each => this.places(each, bound));
    } else if (call.name === 'size' && given.length === 1) {
      this.places(given[0], bound).forEach(place => place.each());
    } else {
      given.forEach(each => this.use(each, bound));
    }
    return nothing;
  }

  #ofMacro(
    node: CelNode,
    binding: NonNullable<ReturnType<typeof readBinding>>,
    bound: Bound,
  ): Places {
    const [source] = binding.outside;
    const from = this.places(source, bound);
    const isBind = binding.kind === 'bind';
    const inner = new Map(bound).set(
      String(binding.variable.args),
      isBind ? from : from.map(itemOf),
    );
    if (isBind) {
      return binding.inside.flatMap(each => this.places(each, inner));
    }
    binding.inside.forEach(each => this.use(each, inner));
    return readCall(node)?.name === 'filter' ? from : nothing;
  }
}

/**
 * Finds what an expression reads.
 *
 * @param root - of an expression in which no macro hides a root variable
 * @returns by root variable
 */
export function findReadPaths(root: CelNode): ReadonlyMap<string, ReadPaths> {
  const finder = new ReadFinder();
  finder.use(root, new Map());
  return finder.variables;
}
