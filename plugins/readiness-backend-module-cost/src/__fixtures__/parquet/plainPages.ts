/** What the values of a column mean. */
export type ParquetMeaning =
  | { is: 'text' }
  | { is: 'json' }
  | { is: 'decimal'; scale: number; bytes?: number }
  | { is: 'timestamp'; unit: 'ms' | 'us' | 'ns' }
  | { is: 'date' }
  | { is: 'double' }
  | { is: 'whole' }
  | { is: 'map' };

/** Numbers of the physical types. */
export const physical = {
  INT32: 1,
  INT64: 2,
  DOUBLE: 5,
  BYTE_ARRAY: 6,
  FIXED: 7,
};

/** How values of a meaning are written. */
export function physicalType({ is, ...rest }: ParquetMeaning): number {
  switch (is) {
    case 'timestamp':
    case 'whole':
      return physical.INT64;
    case 'date':
      return physical.INT32;
    case 'double':
      return physical.DOUBLE;
    case 'decimal':
      return 'bytes' in rest && rest.bytes ? physical.FIXED : physical.INT64;
    default:
      return physical.BYTE_ARRAY;
  }
}

/** Levels as runs, with their length before them. All our levels fit into one byte. */
function levels(of: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < of.length; ) {
    let end = at;
    while (end < of.length && of[end] === of[at]) {
      end += 1;
    }
    for (let rest = (end - at) * 2; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest >= 128 ? (rest % 128) + 128 : rest);
      if (rest < 128) {
        break;
      }
    }
    bytes.push(of[at]);
    at = end;
  }
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, Buffer.from(bytes)]);
}

/** A page of a column that does not repeat. */
export function flatPage(
  values: readonly unknown[],
  meaning: ParquetMeaning,
): { count: number; bytes: Buffer } {
  const there = values.filter(value => value !== null);
  return {
    count: values.length,
    bytes: Buffer.concat([
      levels(values.map(value => (value === null ? 0 : 1))),
      ...there.map(value => plain(value, meaning)),
    ]),
  };
}

/** A page of the keys (0) or values (1) of maps. */
export function mapPage(
  values: readonly unknown[],
  part: 0 | 1,
): { count: number; bytes: Buffer } {
  const repetition: number[] = [];
  const definition: number[] = [];
  const leaves: Buffer[] = [];
  for (const value of values) {
    const entries = value === null ? [] : Object.entries(Object(value));
    if (!entries.length) {
      repetition.push(0);
      definition.push(value === null ? 0 : 1);
    }
    entries.forEach((entry, index) => {
      const leaf = entry[part];
      repetition.push(index ? 1 : 0);
      // A key is required: it ends at 2, and a value that is there at 3.
      definition.push(part === 0 || leaf === null ? 2 : 3);
      if (leaf !== null) {
        leaves.push(plain(leaf, { is: 'text' }));
      }
    });
  }
  return {
    count: definition.length,
    bytes: Buffer.concat([levels(repetition), levels(definition), ...leaves]),
  };
}

function plain(value: unknown, meaning: ParquetMeaning): Buffer {
  const type = physicalType(meaning);
  if (type === physical.BYTE_ARRAY) {
    const text = Buffer.from(String(value));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    return Buffer.concat([length, text]);
  }
  const bytes = Buffer.alloc(8);
  if (type === physical.DOUBLE) {
    bytes.writeDoubleLE(Number(value));
    return bytes;
  }
  const whole = BigInt(String(value));
  if (meaning.is === 'decimal' && meaning.bytes) {
    const hex = BigInt.asUintN(meaning.bytes * 8, whole).toString(16);
    return Buffer.from(hex.padStart(meaning.bytes * 2, '0'), 'hex');
  }
  if (type === physical.INT32) {
    bytes.writeInt32LE(Number(whole));
    return bytes.subarray(0, 4);
  }
  bytes.writeBigInt64LE(whole);
  return bytes;
}
