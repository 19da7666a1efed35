/** What a schema has against a value, in the words of somebody who writes YAML. */
import { z } from 'zod';
import { askWhetherMeant } from '../cel/types/nearestName';

/** What types of JSON are called where somebody writes YAML. */
const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
};

function nameType(value: unknown): string {
  if (value === null) {
    return typeNames.null;
  }
  return typeNames[Array.isArray(value) ? 'array' : typeof value];
}

/** What there is too much, or too little, of. */
const unitNames: Readonly<Record<string, string>> = {
  string: 'characters',
  array: 'items',
};

function describeSize(
  issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall,
): string {
  const unit = Object.hasOwn(unitNames, issue.origin)
    ? ` ${unitNames[issue.origin]}`
    : '';
  const verb = unit === '' ? 'must be' : 'must have';
  if (issue.code === 'too_big') {
    const most = issue.inclusive === false ? 'less than' : 'at most';
    return `${verb} ${most} ${issue.maximum}${unit}`;
  }
  if (unit !== '' && issue.minimum === 1) {
    return 'must not be empty';
  }
  const least = issue.inclusive === false ? 'more than' : 'at least';
  return `${verb} ${least} ${issue.minimum}${unit}`;
}

/** Texts, the last two with "or" between them. */
function listChoices(texts: readonly string[]): string {
  return texts.length > 1
    ? `${texts.slice(0, -1).join(', ')} or ${texts[texts.length - 1]}`
    : texts.join();
}

/** A type by its name in the schema; of a map with the keys that it may have. */
function nameExpected(expected: string, keys: readonly string[]): string {
  const isMap = expected === 'object' && keys.length > 0;
  return `${typeNames[expected]}${
    isMap ? ` with ${listChoices(keys.slice(0, 12))}` : ''
  }`;
}

function describeChoice(values: readonly unknown[], value: unknown): string {
  const names = values.map(String);
  return typeof value === 'string'
    ? `"${value.slice(0, 100)}" is not one of ${names.join(
        ', ',
      )}${askWhetherMeant(value, names)}`
    : `must be one of ${names.join(', ')}, but it is ${nameType(value)}`;
}

function isOfOtherType({ code, path }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' && path.length === 0;
}

/** What none of several forms allows: told of the form that was meant, where one can be told. */
function describeUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  value: unknown,
  keys: readonly string[],
): string {
  if ('options' in issue && Array.isArray(issue.options)) {
    return describeChoice(issue.options, value);
  }
  const meant = issue.errors.filter(branch => !branch.some(isOfOtherType));
  if (meant.length === 0) {
    const expected = issue.errors.flatMap(branch =>
      branch.flatMap(each =>
        each.code === 'invalid_type' && Object.hasOwn(typeNames, each.expected)
          ? [nameExpected(each.expected, keys)]
          : [],
      ),
    );
    return `must be ${listChoices([
      ...new Set(expected),
    ])}, but it is ${nameType(value)}`;
  }
  const [first] = meant[0];
  if (meant.length === 1 && first.path.length === 0) {
    return describeIssue(first, value, keys);
  }
  const isMap = nameType(value) === typeNames.object && keys.length > 0;
  return `${nameType(value)} of this form is not allowed here${
    isMap ? `; it has ${listChoices(keys.slice(0, 12))}` : ''
  }`;
}

/**
 * @param value - what stands at the place of the issue
 * @param keys - keys that a map may have there
 * @returns one sentence without the place, in small letters
 */
export function describeIssue(
  issue: z.core.$ZodIssue,
  value: unknown,
  keys: readonly string[] = [],
): string {
  switch (issue.code) {
    case 'invalid_type':
      return Object.hasOwn(typeNames, issue.expected)
        ? `must be ${nameExpected(issue.expected, keys)}, but it is ${nameType(
            value,
          )}`
        : issue.message;
    case 'too_big':
    case 'too_small':
      return describeSize(issue);
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${JSON.stringify(issue.values[0])}`
        : describeChoice(issue.values, value);
    case 'invalid_union':
      return describeUnion(issue, value, keys);
    case 'invalid_key':
      return `its name ${issue.issues[0]?.message ?? 'is not allowed here'}`;
    default:
      return issue.message;
  }
}
