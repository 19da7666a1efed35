/**
 * SHA-256 in plain JavaScript: the engine also runs where `node:crypto` is not
 * there and where the asynchronous Web Crypto would force it to be asynchronous.
 *
 * @see FIPS 180-4
 */

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor++) {
    if (n % divisor === 0) {
      return false;
    }
  }
  return true;
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (isPrime(n)) {
      primes.push(n);
    }
  }
  return primes;
}

/** The first 32 bits of the fraction of a number. */
function fractionBits(value: number): number {
  return Math.floor((value - Math.floor(value)) * 2 ** 32);
}

/** Fractions of the square roots of the first eight primes. */
const initialState = firstPrimes(8).map(prime =>
  fractionBits(Math.sqrt(prime)),
);
/** Fractions of the cube roots of the first 64 primes. */
const roundConstants = firstPrimes(64).map(prime =>
  fractionBits(Math.cbrt(prime)),
);

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** The text in UTF-8, a one bit, zeros, and the length in bits, in blocks of 64 bytes. */
function toBlocks(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setBigUint64(padded.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function schedule(blocks: DataView, offset: number): Int32Array {
  const words = new Int32Array(64);
  for (let i = 0; i < 16; i++) {
    words[i] = blocks.getInt32(offset + i * 4);
  }
  for (let i = 16; i < 64; i++) {
    const a = words[i - 15];
    const b = words[i - 2];
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    words[i] = words[i - 16] + s0 + words[i - 7] + s1;
  }
  return words;
}

function compress(state: number[], words: Int32Array): number[] {
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const t1 = (h + s1 + choice + roundConstants[i] + words[i]) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + s0 + majority) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => (state[i] + word) | 0);
}

/**
 * The SHA-256 digest of a text in UTF-8.
 *
 * @returns 64 hexadecimal digits
 */
export function sha256(text: string): string {
  const blocks = toBlocks(text);
  let state = initialState;
  for (let offset = 0; offset < blocks.byteLength; offset += 64) {
    state = compress(state, schedule(blocks, offset));
  }
  return state.map(word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
