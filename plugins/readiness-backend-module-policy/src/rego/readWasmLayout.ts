/**
 * Reads out of a WebAssembly module what memory it wants, before it gets any.
 *
 * The host can bound the memory that it hands over, but not one that a module
 * brings along. The rules of OPA's modules (ABI 1.x) are simple: one memory,
 * imported from the host, and one table.
 *
 * @see https://webassembly.github.io/spec/core/binary/modules.html
 * @see https://www.openpolicyagent.org/docs/wasm
 */

/** The memory that a module imports, in pages of 64 KiB. */
export interface WasmLayout {
  minimum: number;
  /** Null where the module sets no limit itself. */
  maximum: number | null;
}

const sections = { import: 2, table: 4, memory: 5 };
const kinds = { function: 0, table: 1, memory: 2, global: 3 };
const maxTableEntries = 100_000;

class ByteReader {
  constructor(readonly bytes: Uint8Array, public at = 0) {}

  byte(): number {
    if (this.at >= this.bytes.length) {
      throw new Error('The module ends in the middle.');
    }
    this.at += 1;
    return this.bytes[this.at - 1];
  }

  /** LEB128, unsigned, 32 bits. */
  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.byte();
      value += (byte % 128) * 2 ** shift;
      if (byte < 128) {
        return value;
      }
    }
    throw new Error('The module holds a number that is too large.');
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.bytes.length) {
      throw new Error('The module ends in the middle.');
    }
  }

  name(): void {
    this.skip(this.number());
  }

  limits(): WasmLayout {
    const flags = this.byte();
    if (flags > 1) {
      throw new Error('The module wants shared or 64-bit memory.');
    }
    const minimum = this.number();
    return { minimum, maximum: flags === 1 ? this.number() : null };
  }
}

function readTable(reader: ByteReader): void {
  reader.byte();
  if (reader.limits().minimum > maxTableEntries) {
    throw new Error(
      `The module wants a table of more than ${maxTableEntries} entries.`,
    );
  }
}

function readImports(reader: ByteReader): WasmLayout[] {
  const memories: WasmLayout[] = [];
  for (let left = reader.number(); left > 0; left -= 1) {
    reader.name();
    reader.name();
    switch (reader.byte()) {
      case kinds.function:
        reader.number();
        break;
      case kinds.table:
        readTable(reader);
        break;
      case kinds.memory:
        memories.push(reader.limits());
        break;
      case kinds.global:
        reader.skip(2);
        break;
      default:
        throw new Error('The module imports something that no policy needs.');
    }
  }
  return memories;
}

/**
 * @param bytes - the module
 * @throws Error with one plain sentence for what is no module, and for one that
 *   brings its own memory, a large table, or anything but one imported memory
 */
export function readWasmLayout(bytes: Uint8Array): WasmLayout {
  const head = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  if (!head.every((byte, index) => bytes[index] === byte)) {
    throw new Error('It is no WebAssembly module.');
  }
  const reader = new ByteReader(bytes, head.length);
  const memories: WasmLayout[] = [];
  while (reader.at < bytes.length) {
    const section = reader.byte();
    const size = reader.number();
    const inside = new ByteReader(bytes, reader.at);
    if (section === sections.import) {
      memories.push(...readImports(inside));
    } else if (section === sections.memory && inside.number() > 0) {
      throw new Error(
        'The module brings its own memory, which cannot be bounded; modules of OPA import theirs.',
      );
    } else if (section === sections.table) {
      const tables = inside.number();
      if (tables > 1) {
        throw new Error('The module wants more than one table.');
      }
      if (tables === 1) {
        readTable(inside);
      }
    }
    reader.skip(size);
  }
  if (memories.length !== 1) {
    throw new Error(
      'The module does not import one memory, as those of OPA do.',
    );
  }
  return memories[0];
}
