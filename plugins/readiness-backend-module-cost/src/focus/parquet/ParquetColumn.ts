import { SchemaElement, SchemaTree } from 'hyparquet';
import { Amount, amountOf, parseAmount } from '../../amounts';
import { isChargeTime, parseChargeTime } from '../parseChargeTime';
import { Tags } from '../parseTags';
import { TagReader } from '../TagReader';
import { wholeOfBytes } from './wholeOfBytes';

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
  | { is: 'other' };

/**
 * One column of a Parquet file, from raw values to what a charge needs.
 *
 * The library turns decimals into floating point and times into objects. So it is handed a schema that is
 * stripped of what the physical types mean, and the meaning is kept here: decimals stay exact.
 */
export class ParquetColumn {
  readonly #kind: Kind;
  readonly #tags = new TagReader();

  /** @param element - of the schema, as it was written */
  constructor(element: SchemaElement) {
    this.#kind = kindOf(element);
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

/** Whether a column holds text. */
export function isText(element: SchemaElement): boolean {
  return kindOf(element).is === 'text';
}

/**
 * The schema of a column of which values come raw: leaves of bytes become text, decimals of bytes stay bytes,
 * all others what they physically are.
 */
export function rawSchema(tree: SchemaTree): SchemaTree {
  const { element, children } = tree;
  return {
    ...tree,
    children: children.map(rawSchema),
    element: children.length
      ? element
      : {
          ...element,
          logical_type: undefined,
          converted_type: isText(element) ? 'UTF8' : undefined,
        },
  };
}

/** A whole number, also of bytes. */
function wholeOf(raw: Raw): bigint | undefined {
  if (typeof raw === 'bigint') {
    return raw;
  }
  if (typeof raw === 'number') {
    return Number.isSafeInteger(raw) ? BigInt(raw) : undefined;
  }
  return raw instanceof Uint8Array
    ? wholeOfBytes(
        Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
        0,
        raw.length,
      )
    : undefined;
}
