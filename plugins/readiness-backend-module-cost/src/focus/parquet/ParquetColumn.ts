import { SchemaElement, SchemaTree } from 'hyparquet';
import { Amount, amountOf, parseAmount } from '../../amounts';
import { isChargeTime, parseChargeTime } from '../parseChargeTime';
import { Tags, tagsOf } from '../parseTags';
import { TagReader } from '../TagReader';

type Raw = unknown;

const unitsPerMs = { MICROS: 1_000n, NANOS: 1_000_000n, MILLIS: 1n };

/** How a column of a Parquet file is to be understood. */
type Kind =
  | { is: 'text' }
  | { is: 'whole' }
  | { is: 'float' }
  | { is: 'decimal'; scale: number }
  | { is: 'days' }
  | { is: 'time'; unit: bigint }
  | { is: 'date' }
  | { is: 'nested' }
  | { is: 'other' };

/**
 * One column of a Parquet file, from raw values to what a charge needs.
 *
 * The library turns decimals into floating point and times into objects. So its schema is stripped of
 * what the physical types mean, and the meaning is kept here: decimals stay exact.
 */
export class ParquetColumn {
  readonly #kind: Kind;
  readonly #tags = new TagReader();

  /**
   * @param tree - of the column; its elements are changed in place, before any value is read
   */
  constructor(tree: SchemaTree) {
    this.#kind = tree.children.length ? { is: 'nested' } : kindOf(tree.element);
    strip(tree);
  }

  /** Whether the column is made of others: a map, list or struct. */
  get isNested(): boolean {
    return this.#kind.is === 'nested';
  }

  /** @returns null where it is empty; numbers as digits */
  text(raw: Raw): string | null {
    const text =
      typeof raw === 'string' ||
      typeof raw === 'bigint' ||
      typeof raw === 'number'
        ? String(raw).trim()
        : '';
    return !text || text.toUpperCase() === 'NULL' ? null : text;
  }

  /** @returns milliseconds since 1970, null where it is empty, undefined where it is no time */
  time(raw: Raw): number | null | undefined {
    if (raw === null || raw === undefined) {
      return null;
    }
    const time = this.#timeOf(raw);
    return time !== undefined && isChargeTime(time) ? time : undefined;
  }

  /** @returns null where it is empty, undefined where it is no number */
  amount(raw: Raw): Amount | null | undefined {
    if (raw === null || raw === undefined) {
      return null;
    }
    const kind = this.#kind;
    if (kind.is === 'decimal') {
      const unscaled = wholeOf(raw);
      return unscaled === undefined
        ? undefined
        : amountOf(unscaled, kind.scale);
    }
    if (kind.is === 'whole') {
      const whole = wholeOf(raw);
      return whole === undefined ? undefined : amountOf(whole, 0);
    }
    if (kind.is === 'float' || kind.is === 'text') {
      const text = this.text(raw);
      return text === null ? null : parseAmount(text);
    }
    return undefined;
  }

  /** @returns null where it is empty, undefined where it holds no tags */
  tags(raw: Raw): Tags | null | undefined {
    if (this.#kind.is === 'nested') {
      return raw === null || raw === undefined ? null : tagsOf(raw);
    }
    const text = this.text(raw);
    return text === null ? null : this.#tags.read(text);
  }

  #timeOf(raw: Raw): number | undefined {
    const kind = this.#kind;
    if (kind.is === 'time' && typeof raw === 'bigint') {
      return Number(raw / kind.unit);
    }
    if (kind.is === 'days' && typeof raw === 'number') {
      return raw * 86_400_000;
    }
    if (kind.is === 'date' && raw instanceof Date) {
      return raw.getTime();
    }
    return kind.is === 'text' && typeof raw === 'string'
      ? parseChargeTime(raw)
      : undefined;
  }
}

function kindOf(element: SchemaElement): Kind {
  const { type, logical_type: logical, converted_type: converted } = element;
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL') {
    const scale =
      element.scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
    return scale >= 0 && scale <= 100
      ? { is: 'decimal', scale }
      : { is: 'other' };
  }
  if (logical?.type === 'TIMESTAMP') {
    return { is: 'time', unit: unitsPerMs[logical.unit] };
  }
  if (converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS') {
    return {
      is: 'time',
      unit: converted === 'TIMESTAMP_MILLIS' ? 1n : 1_000n,
    };
  }
  if (logical?.type === 'DATE' || converted === 'DATE') {
    return { is: 'days' };
  }
  switch (type) {
    case 'INT96':
      return { is: 'date' };
    case 'INT32':
    case 'INT64':
      return { is: 'whole' };
    case 'FLOAT':
    case 'DOUBLE':
      return { is: 'float' };
    case 'BYTE_ARRAY':
      return { is: 'text' };
    default:
      return { is: 'other' };
  }
}

/** Leaves of bytes become text, decimals of bytes stay bytes, all others stay what they physically are. */
function strip(tree: SchemaTree): void {
  const { element, children } = tree;
  if (children.length) {
    children.forEach(strip);
    return;
  }
  const isText = kindOf(element).is === 'text';
  element.logical_type = undefined;
  element.converted_type = isText ? 'UTF8' : undefined;
}

/** A whole number, also of big-endian bytes in two's complement, at most 32 of them. */
function wholeOf(raw: Raw): bigint | undefined {
  if (typeof raw === 'bigint') {
    return raw;
  }
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) ? BigInt(raw) : undefined;
  }
  if (!(raw instanceof Uint8Array) || raw.length > 32) {
    return undefined;
  }
  const { buffer, byteOffset, length } = raw;
  const hex = Buffer.from(buffer, byteOffset, length).toString('hex');
  return hex ? BigInt.asIntN(length * 8, BigInt(`0x${hex}`)) : 0n;
}
