import { ASTNode, serialize } from '@marcbachmann/cel-js';
import { CelNode } from '../celNodes';
import { CelType, describeType, may } from './CelType';
import { Knowledge, nothingKnown } from './Knowledge';
import { TypeScope } from './TypeScope';

const maxTextLength = 80;

/** What is known of a part of an expression. */
export interface CheckedPart {
  type: CelType;
  /** Its type without what the parts before it tell. */
  declared: CelType;
  /** Null: it cannot be true. */
  whenTrue: Knowledge | null;
  /** Null: it cannot be false. */
  whenFalse: Knowledge | null;
}

/** What the rules for single parts ask of the checker. */
export interface PartChecker {
  /** Null and missing values are no problems. */
  readonly allowsMissing: boolean;
  /** A new name for a variable that a macro binds. */
  nextRoot(): string;
  /** At most five problems are kept, each message once. */
  report(
    node: CelNode,
    message: string,
    place?: { start: number; end: number },
  ): void;
  /** Checks a part, and reports what is wrong with it. */
  check(node: CelNode, scope: TypeScope): CheckedPart;
  /** Checks a part that must be true or false. */
  checkBool(node: CelNode, scope: TypeScope, role: string): CheckedPart;
  /** Checks a part that must have a value; returns its type without null. */
  checkUse(node: CelNode, scope: TypeScope): CelType;
  /** The type of a part that must be there, but may be null. */
  present(node: CelNode, checked: CheckedPart): CelType;
  /** The type of a part that must have a value. */
  use(node: CelNode, checked: CheckedPart): CelType;
}

/** A part that tells nothing beside its type. */
export function ofType(type: CelType): CheckedPart {
  return {
    type,
    declared: type,
    whenTrue: nothingKnown,
    whenFalse: nothingKnown,
  };
}

/** The source of a part, for a sentence. */
export function writeNode(node: CelNode): string {
  const text = serialize(node as unknown as ASTNode).replace(/\s+/g, ' ');
  return text.length > maxTextLength
    ? `${text.slice(0, maxTextLength - 1)}…`
    : text;
}

/** What is probably asked where something stands that is neither true nor false. */
function writeQuestion(node: CelNode, type: CelType): string {
  if (may(type, 'null') && type.length > 1) {
    return `: write ${writeNode(node)} != null`;
  }
  return type.length > 0 && type.every(({ kind }) => kind === 'list')
    ? `: write size(${writeNode(node)}) > 0`
    : '';
}

/**
 * What is wrong with a part that must be true or false, apart from null beside
 * them; null where nothing is.
 *
 * @param role - what the part is, e.g. `the answer`
 */
export function describeNoBool(
  node: CelNode,
  type: CelType,
  role: string,
): string | null {
  const others = type.filter(({ kind }) => kind !== 'null');
  const isBool = others.every(({ kind }) => kind === 'bool' || kind === 'dyn');
  return isBool && (others.length > 0 || type.length === 0)
    ? null
    : `${role} must be a bool, but ${writeNode(node)} is ${describeType(
        type,
      )}${writeQuestion(node, type)}`;
}
