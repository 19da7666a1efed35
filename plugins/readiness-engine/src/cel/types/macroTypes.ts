/** Types of macros that bind a variable: `all`, `exists`, `filter`, `map`, `cel.bind`. */
import { CelNode, readBinding, readCall } from '../celNodes';
import {
  boolType,
  CelType,
  dynType,
  listOf,
  stringType,
  unionOf,
  without,
  describeType,
} from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { ExpressionName, Knowledge, narrowed, narrowItem } from './Knowledge';
import { bind, learn, nameIndex, nameOf, TypeScope } from './TypeScope';

/** What a macro walks over. */
interface Walk {
  /** The list or map, without null. */
  over: CelType;
  name: ExpressionName;
  /** Of an item, or of a key. */
  item: CelType;
  root: string;
  inside: TypeScope;
}

function itemOf(type: CelType): CelType {
  return unionOf(
    ...type.map(each => {
      switch (each.kind) {
        case 'list':
          return each.item;
        case 'map':
        case 'object':
          return stringType;
        default:
          return dynType;
      }
    }),
  );
}

function enter(
  checker: PartChecker,
  call: { name: string; receiver: CelNode },
  variable: string,
  scope: TypeScope,
): Walk {
  const { receiver } = call;
  const over = checker.checkUse(receiver, scope);
  const wrong = over.filter(
    ({ kind }) => !['list', 'map', 'object', 'dyn'].includes(kind),
  );
  if (wrong.length > 0) {
    checker.report(
      receiver,
      `${call.name}() walks over a list or the keys of a map, but ${writeNode(
        receiver,
      )} is ${describeType(wrong)}`,
    );
  }
  const root = checker.nextRoot();
  const item = wrong.length > 0 ? dynType : itemOf(over);
  const name = nameOf(receiver, scope);
  const own: ExpressionName = { key: root, root, steps: [] };
  let inside = bind(scope, variable, { type: item, name: own });
  const [map] = over;
  if (over.length === 1 && map.kind === 'map') {
    // Each key that is walked over is there.
    const before: CelType = [...map.value, { kind: 'absent' }];
    inside = learn(
      inside,
      narrowed(nameIndex(name, own), before, type => without(type, 'absent')),
    );
  }
  return { over, name, item, root, inside };
}

/** That something is known of each item. */
function narrowItems(walk: Walk, known: Knowledge | null): Knowledge | null {
  return narrowed(walk.name, walk.over, type =>
    type.map(each =>
      each.kind === 'list'
        ? { ...each, item: narrowItem(each.item, walk.root, known) }
        : each,
    ),
  );
}

/** That there is an item at least. */
function notEmpty({ name, over }: Walk): Knowledge | null {
  return narrowed(name, over, type =>
    type.map(each =>
      each.kind === 'list' ? { ...each, min: Math.max(each.min, 1) } : each,
    ),
  );
}

function checkWalk(
  checker: PartChecker,
  call: { name: string; receiver: CelNode; args: CelNode[] },
  variable: string,
  scope: TypeScope,
): CheckedPart {
  const walk = enter(checker, call, variable, scope);
  const [, body, result] = call.args;
  if (call.name === 'map') {
    const test = result
      ? checker.checkBool(body, walk.inside, 'what map() filters by')
      : null;
    const inside = test ? learn(walk.inside, test.whenTrue) : walk.inside;
    const made = result ?? body;
    const type = checker.present(made, checker.check(made, inside));
    const [list] = walk.over;
    const isWhole = !test && walk.over.length === 1 && list.kind === 'list';
    return ofType(listOf(type, isWhole ? list.min : 0));
  }
  const { whenTrue, whenFalse } = checker.checkBool(
    body,
    walk.inside,
    `the body of ${call.name}()`,
  );
  switch (call.name) {
    case 'filter':
      return ofType(listOf(narrowItem(walk.item, walk.root, whenTrue)));
    case 'all':
      return {
        ...ofType(boolType),
        whenTrue: narrowItems(walk, whenTrue),
        whenFalse: notEmpty(walk),
      };
    case 'exists':
      return {
        ...ofType(boolType),
        whenTrue: notEmpty(walk),
        whenFalse: narrowItems(walk, whenFalse),
      };
    default:
      return { ...ofType(boolType), whenTrue: notEmpty(walk) };
  }
}

function checkBind(
  checker: PartChecker,
  args: CelNode[],
  variable: string,
  scope: TypeScope,
): CheckedPart {
  const [, value, body] = args;
  const checked = checker.check(value, scope);
  const type = checker.present(value, checked);
  // The variable is the value: what is known of one is known of both.
  const name = nameOf(value, scope);
  return checker.check(body, bind(scope, variable, { type, name }));
}

/** Checks a macro that binds a variable; null for any other call. */
export function checkBinding(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart | null {
  const binding = readBinding(node);
  const call = readCall(node);
  if (!binding || !call?.receiver) {
    return null;
  }
  const { name, receiver, args } = call;
  const variable = String(binding.variable.args);
  return binding.kind === 'bind'
    ? checkBind(checker, args, variable, scope)
    : checkWalk(checker, { name, receiver, args }, variable, scope);
}
