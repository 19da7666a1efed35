/**
 * Values of the conformance suite beside those of the engine: both are written
 * out as one text, in which types and numbers are told apart.
 */
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { SuiteValue } from './conformanceCases';

function toNumber(value: number | string): number {
  return Number(value);
}

function joinMap(entries: Array<[string, string]>): string {
  return `{${entries
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',')}}`;
}

/** Seconds of a duration of the suite, such as `1.5s`. */
function writeObject({ '@type': type = '', value = '' }): string {
  if (type.endsWith('Timestamp')) {
    return `timestamp:${Date.parse(value)}`;
  }
  return type.endsWith('Duration')
    ? `duration:${parseFloat(value)}`
    : `message:${type}`;
}

/** Writes an expected value out. */
export function writeExpected(given: SuiteValue): string {
  const [key] = Object.keys(given) as Array<keyof SuiteValue>;
  const value = given as Required<SuiteValue>;
  switch (key) {
    case 'nullValue':
      return 'null';
    case 'boolValue':
      return `bool:${value.boolValue}`;
    case 'int64Value':
      return `int:${BigInt(value.int64Value)}`;
    case 'uint64Value':
      return `uint:${BigInt(value.uint64Value)}`;
    case 'doubleValue':
      return `double:${toNumber(value.doubleValue)}`;
    case 'stringValue':
      return `string:${value.stringValue}`;
    case 'bytesValue':
      return `bytes:${Buffer.from(value.bytesValue, 'base64').toString('hex')}`;
    case 'typeValue':
      return `type:${value.typeValue}`;
    case 'enumValue':
      return `int:${value.enumValue.value ?? 0}`;
    case 'listValue':
      return `[${(value.listValue.values ?? []).map(writeExpected).join(',')}]`;
    case 'mapValue':
      return joinMap(
        (value.mapValue.entries ?? []).map(entry => [
          writeExpected(entry.key),
          writeExpected(entry.value),
        ]),
      );
    default:
      return writeObject(value.objectValue);
  }
}

/** Writes an answer of the engine out. */
export function writeAnswer(value: unknown): string {
  switch (typeof value) {
    case 'bigint':
      return `int:${value}`;
    case 'number':
      return `double:${value}`;
    case 'string':
      return `string:${value}`;
    case 'boolean':
      return `bool:${value}`;
    default:
  }
  if (value === null) {
    return 'null';
  }
  // Buffers of another realm are no instances of this one's Uint8Array.
  if (ArrayBuffer.isView(value)) {
    return `bytes:${Buffer.from(value as Uint8Array).toString('hex')}`;
  }
  if (value instanceof Date) {
    return `timestamp:${value.getTime()}`;
  }
  if (value instanceof UnsignedInt) {
    return `uint:${value.valueOf()}`;
  }
  if (value instanceof Duration) {
    return `duration:${Number(value.seconds) + value.nanos / 1e9}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map(writeAnswer).join(',')}]`;
  }
  if (value instanceof Map) {
    return joinMap(
      [...value].map(([key, item]) => [writeAnswer(key), writeAnswer(item)]),
    );
  }
  const { name } = value as { name?: unknown };
  if ((value as object).constructor !== Object && typeof name === 'string') {
    return `type:${name === 'null' ? 'null_type' : name}`;
  }
  return joinMap(
    Object.entries(value as object).map(([key, item]) => [
      writeAnswer(key),
      writeAnswer(item),
    ]),
  );
}

/** The value of a variable, as the engine takes it. */
export function toVariable(given: SuiteValue): unknown {
  const [key] = Object.keys(given) as Array<keyof SuiteValue>;
  const value = given as Required<SuiteValue>;
  switch (key) {
    case 'nullValue':
      return null;
    case 'int64Value':
      return BigInt(value.int64Value);
    case 'uint64Value':
      return new UnsignedInt(BigInt(value.uint64Value));
    case 'doubleValue':
      return toNumber(value.doubleValue);
    case 'bytesValue':
      return Buffer.from(value.bytesValue, 'base64');
    case 'listValue':
      return (value.listValue.values ?? []).map(toVariable);
    case 'mapValue':
      return new Map(
        (value.mapValue.entries ?? []).map(entry => [
          toVariable(entry.key),
          toVariable(entry.value),
        ]),
      );
    default:
      return given[key];
  }
}
