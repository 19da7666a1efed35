/**
 * Checks the types of an expression before it ever runs.
 *
 * # Model
 *
 * Each part has a type (`CelType`), and what is known if it is true and if it is
 * false (`Knowledge`). What is known flows the way CEL evaluates: the right side
 * of `&&` is reached when the left one is true, that of `||` when it is false,
 * and so with `? :`, `!` and the bodies of macros.
 *
 * # Guarantee
 *
 * An expression without a problem does not fail over data that fits the
 * environment, except for what only shows in the values: texts that are no date,
 * number or version, positions in texts, numbers that grow too large, and
 * whatever is read from `dyn`. A test runs generated expressions over generated
 * data. Stricter than CEL in one way: an error that the other side of `&&` or
 * `||` would absorb is a problem all the same, so a guard comes first.
 *
 * Bounded by the tree, which the engine has measured; never throws.
 */
import { CelProblem } from '../CelEngine';
import { CelNode, readCall } from '../celNodes';
import { checkCall } from './callTypes';
import {
  CheckedPart,
  ofType,
  PartChecker,
  describeNoBool,
  writeNode,
} from './CheckedPart';
import {
  boolType,
  CelType,
  doubleType,
  dynType,
  intType,
  listOf,
  may,
  nullType,
  unionOf,
  without,
} from './CelType';
import { both, either, narrowed, narrowType, nothingKnown } from './Knowledge';
import { checkBinding } from './macroTypes';
import { checkSelection, writeGuard } from './memberTypes';
import { checkOperator } from './operatorTypes';
import { checkPresence } from './presenceTypes';
import { learn, nameOf, readText, TypeScope } from './TypeScope';

/** Problems of one expression that are listed. */
const maxProblems = 5;

/** @see TypeChecker.ts */
export class TypeChecker implements PartChecker {
  readonly problems: CelProblem[] = [];
  readonly #seen = new Set<string>();
  #bindings = 0;

  /**
   * @param allowsMissing - null and missing values are no problems: a text is
   *   written with "nothing" in their place
   */
  constructor(readonly allowsMissing: boolean) {}

  /** A new name for a variable that a macro binds. */
  nextRoot(): string {
    this.#bindings += 1;
    return `#${this.#bindings}`;
  }

  report(
    node: CelNode,
    message: string,
    { start, end }: { start: number; end: number } = node,
  ): void {
    if (this.problems.length < maxProblems && !this.#seen.has(message)) {
      this.#seen.add(message);
      this.problems.push({ kind: 'type', message, start, end });
    }
  }

  /** Checks a part, and reports what is wrong with it. */
  check(node: CelNode, scope: TypeScope): CheckedPart {
    const checked = this.#checkPart(node, scope);
    const name = nameOf(node, scope);
    const type = narrowType(scope.known, name, checked.type);
    if (!type.some(({ kind }) => kind === 'bool')) {
      return { ...checked, type };
    }
    // Whatever it is made of, the same part has the same answer elsewhere.
    const learnt = (value: boolean) =>
      narrowed(name, type, before =>
        before.filter(
          each =>
            each.kind === 'dyn' ||
            (each.kind === 'bool' && (each.value ?? value) === value),
        ),
      );
    return {
      ...checked,
      type,
      whenTrue: both(learnt(true), checked.whenTrue),
      whenFalse: both(learnt(false), checked.whenFalse),
    };
  }

  /** The type of a part that must be there, but may be null. */
  present(node: CelNode, { type }: CheckedPart): CelType {
    if (may(type, 'absent') && !this.allowsMissing) {
      this.report(
        node,
        `${writeNode(node)} may be missing: guard it, as in ${writeGuard(
          node,
        )} && …`,
      );
    }
    return without(type, 'absent');
  }

  /** The type of a part that must have a value. */
  use(node: CelNode, checked: CheckedPart): CelType {
    const type = this.present(node, checked);
    if (may(type, 'null') && !this.allowsMissing) {
      const text = writeNode(node);
      this.report(
        node,
        type.length === 1
          ? `${text} is always null here`
          : `${text} may be null: guard it, as in ${text} != null && …`,
      );
    }
    return without(type, 'null');
  }

  /** Checks a part and asks it for a value. */
  checkUse(node: CelNode, scope: TypeScope): CelType {
    return this.use(node, this.check(node, scope));
  }

  /** Checks a part that must be true or false. */
  checkBool(node: CelNode, scope: TypeScope, role: string): CheckedPart {
    const checked = this.check(node, scope);
    this.useBool(node, checked, role);
    return checked;
  }

  /** Reports a part that is not true or false. */
  useBool(node: CelNode, checked: CheckedPart, role: string): void {
    const type = this.present(node, checked);
    const message = describeNoBool(node, type, role);
    if (message) {
      // What is no bool does not become one by a guard against null.
      this.report(node, message);
    } else {
      this.use(node, checked);
    }
  }

  #checkPart(node: CelNode, scope: TypeScope): CheckedPart {
    switch (node.op) {
      case 'value':
        return this.#checkValue(node);
      case 'id':
        return ofType(scope.variables.get(String(node.args))?.type ?? dynType);
      case '.':
      case '[]':
        return checkSelection(this, node, scope);
      case '&&':
      case '||':
      case '!_':
      case '?:':
        return this.#checkLogic(node, scope);
      case 'list':
        return this.#checkList(node, scope);
      case 'map':
        return this.#checkMap(node, scope);
      case 'call':
      case 'rcall':
        return this.#checkCall(node, scope);
      case '.?':
      case '[?]':
        return ofType(dynType);
      default:
        return checkOperator(this, node, scope);
    }
  }

  #checkValue({ args }: CelNode): CheckedPart {
    switch (typeof args) {
      case 'string':
        return ofType([{ kind: 'string', values: new Set([args]) }]);
      case 'bigint':
        return ofType(args === 0n ? intType : [{ kind: 'int', nonZero: true }]);
      case 'number':
        return ofType(
          args === 0 ? doubleType : [{ kind: 'double', nonZero: true }],
        );
      case 'boolean':
        return {
          ...ofType([{ kind: 'bool', value: args }]),
          whenTrue: args ? nothingKnown : null,
          whenFalse: args ? null : nothingKnown,
        };
      default:
        if (args === null) {
          return ofType(nullType);
        }
        return ofType(
          args instanceof Uint8Array ? [{ kind: 'bytes' }] : [{ kind: 'uint' }],
        );
    }
  }

  #checkLogic(node: CelNode, scope: TypeScope): CheckedPart {
    if (node.op === '!_') {
      const operand = node.args as CelNode;
      const { whenTrue, whenFalse } = this.checkBool(
        operand,
        scope,
        'what "!" negates',
      );
      return { ...ofType(boolType), whenTrue: whenFalse, whenFalse: whenTrue };
    }
    if (node.op === '?:') {
      return this.#checkChoice(node, scope);
    }
    const [left, right] = node.args as [CelNode, CelNode];
    const role = `each side of "${node.op}"`;
    const a = this.checkBool(left, scope, role);
    const isAnd = node.op === '&&';
    const reached = learn(scope, isAnd ? a.whenTrue : a.whenFalse);
    const b = this.checkBool(right, reached, role);
    return isAnd
      ? {
          ...ofType(boolType),
          whenTrue: both(a.whenTrue, b.whenTrue),
          whenFalse: either(a.whenFalse, both(a.whenTrue, b.whenFalse)),
        }
      : {
          ...ofType(boolType),
          whenTrue: either(a.whenTrue, both(a.whenFalse, b.whenTrue)),
          whenFalse: both(a.whenFalse, b.whenFalse),
        };
  }

  #checkChoice(node: CelNode, scope: TypeScope): CheckedPart {
    const [test, yes, no] = node.args as [CelNode, CelNode, CelNode];
    const { whenTrue, whenFalse } = this.checkBool(
      test,
      scope,
      'what stands before "?"',
    );
    const inYes = learn(scope, whenTrue);
    const inNo = learn(scope, whenFalse);
    const a = this.check(yes, inYes);
    const b = this.check(no, inNo);
    return {
      ...ofType(unionOf(this.present(yes, a), this.present(no, b))),
      whenTrue: either(both(whenTrue, a.whenTrue), both(whenFalse, b.whenTrue)),
      whenFalse: either(
        both(whenTrue, a.whenFalse),
        both(whenFalse, b.whenFalse),
      ),
    };
  }

  #checkList(node: CelNode, scope: TypeScope): CheckedPart {
    const items = node.args as CelNode[];
    const types = items.map(item =>
      this.present(item, this.check(item, scope)),
    );
    return ofType(listOf(unionOf(...types), items.length));
  }

  #checkMap(node: CelNode, scope: TypeScope): CheckedPart {
    const entries = node.args as Array<[CelNode, CelNode]>;
    const properties = new Map<string, CelType>();
    for (const [key, value] of entries) {
      this.checkUse(key, scope);
      const type = this.present(value, this.check(value, scope));
      properties.set(readText(key) ?? '', type);
    }
    // Other keys than written texts are rare in conditions, and no type has them.
    return entries.every(([key]) => readText(key) !== null)
      ? ofType([{ kind: 'object', properties }])
      : ofType(dynType);
  }

  #checkCall(node: CelNode, scope: TypeScope): CheckedPart {
    const call = readCall(node);
    if (call?.name === 'has' && !call.receiver && call.args.length === 1) {
      return checkPresence(this, call.args[0], scope);
    }
    return checkBinding(this, node, scope) ?? checkCall(this, node, scope);
  }
}
