/** The type of `has(a.b)`, and what it tells. */
import { CelNode } from '../celNodes';
import { boolType, CelType, may, without } from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { both, narrowed } from './Knowledge';
import { selectStep } from './memberTypes';
import { nameOf, nameStep, readStep, TypeScope } from './TypeScope';

/**
 * What is wrong with asking whether a property is there that always is. Who asks
 * that of what may be null, or of a list, takes null or an empty list for missing,
 * and would get a check that everybody passes. Of anything else it is a guard too
 * many, which does no harm.
 */
function describeNeedless(
  selection: CelNode,
  object: CelNode,
  property: CelType,
  isObjectNullable: boolean,
): string | null {
  if (
    may(property, 'absent') ||
    may(property, 'dyn') ||
    property.length === 0
  ) {
    return null;
  }
  const text = writeNode(selection);
  if (may(property, 'null')) {
    const whole = writeNode(object);
    return isObjectNullable
      ? `${text} is there with ${whole}, and may be null: write ${whole} != null && ${text} != null`
      : `${text} is always there, and may be null: write ${text} != null`;
  }
  const isList = property.every(({ kind }) => kind === 'list');
  return isList && !isObjectNullable
    ? `${text} is always there, so that has() of it says nothing: ask size(${text}) > 0`
    : null;
}

/** Checks `has(object.step)`; the object itself may be null. */
export function checkPresence(
  checker: PartChecker,
  selection: CelNode,
  scope: TypeScope,
): CheckedPart {
  const step = readStep(selection);
  if (!step) {
    return ofType(boolType);
  }
  const { object } = step;
  const checked = checker.check(object, scope);
  const present = checker.present(object, checked);
  const from = without(present, 'null');
  const before = selectStep(checker, selection, from, step);
  const needless = describeNeedless(
    selection,
    object,
    before,
    may(present, 'null'),
  );
  if (needless && !checker.allowsMissing) {
    checker.report(selection, needless);
  }
  const name = nameOf(object, scope);
  const selected = nameStep(name, step.step);
  const isThere = both(
    narrowed(name, present, type => without(type, 'null')),
    narrowed(selected, before, type => without(type, 'absent')),
  );
  return {
    ...ofType(boolType),
    whenTrue: isThere,
    // With null above it, nothing is said of the property.
    whenFalse:
      may(present, 'null') || !may(before, 'absent')
        ? ofType(boolType).whenFalse
        : narrowed(selected, before, type =>
            type.filter(({ kind }) => kind === 'absent'),
          ),
  };
}
