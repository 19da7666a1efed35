/** Numbers of the types of Thrift's compact protocol. */
const types = {
  true: 1,
  false: 2,
  i32: 5,
  i64: 6,
  binary: 8,
  list: 9,
  struct: 12,
};

/** Writes structs in Thrift's compact protocol, as far as Parquet needs it. */
export class ThriftWriter {
  readonly #bytes: number[] = [];
  readonly #last: number[] = [0];

  i32(field: number, value: number): this {
    this.#header(field, types.i32);
    return this.#zigzag(BigInt(value));
  }

  i64(field: number, value: number): this {
    this.#header(field, types.i64);
    return this.#zigzag(BigInt(value));
  }

  bool(field: number, value: boolean): this {
    return this.#header(field, value ? types.true : types.false);
  }

  text(field: number, value: string): this {
    this.#header(field, types.binary);
    return this.#text(value);
  }

  struct(field: number, write: (writer: this) => void): this {
    this.#header(field, types.struct);
    return this.#struct(write);
  }

  structs<T>(
    field: number,
    items: readonly T[],
    write: (writer: this, item: T) => void,
  ): this {
    this.#listHeader(field, types.struct, items.length);
    items.forEach(item => this.#struct(writer => write(writer, item)));
    return this;
  }

  i32s(field: number, items: readonly number[]): this {
    this.#listHeader(field, types.i32, items.length);
    items.forEach(item => this.#zigzag(BigInt(item)));
    return this;
  }

  texts(field: number, items: readonly string[]): this {
    this.#listHeader(field, types.binary, items.length);
    items.forEach(item => this.#text(item));
    return this;
  }

  /** Ends the struct that was written. */
  end(): Buffer {
    return Buffer.from([...this.#bytes, 0]);
  }

  #struct(write: (writer: this) => void): this {
    this.#last.push(0);
    write(this);
    this.#last.pop();
    this.#bytes.push(0);
    return this;
  }

  #header(field: number, type: number): this {
    const delta = field - (this.#last.at(-1) ?? 0);
    this.#last[this.#last.length - 1] = field;
    this.#bytes.push(delta * 16 + type);
    return this;
  }

  #listHeader(field: number, type: number, length: number): void {
    this.#header(field, types.list);
    this.#bytes.push(240 + type);
    this.#varint(BigInt(length));
  }

  #text(value: string): this {
    const bytes = Buffer.from(value);
    this.#varint(BigInt(bytes.length));
    bytes.forEach(byte => this.#bytes.push(byte));
    return this;
  }

  #zigzag(value: bigint): this {
    return this.#varint(value >= 0n ? value * 2n : -value * 2n - 1n);
  }

  #varint(value: bigint): this {
    let rest = value;
    while (rest >= 128n) {
      this.#bytes.push(Number(rest % 128n) + 128);
      rest /= 128n;
    }
    this.#bytes.push(Number(rest));
    return this;
  }
}
