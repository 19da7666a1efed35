/**
 * A whole number of big-endian bytes in two's complement.
 *
 * @returns undefined with more than 32 bytes
 */
export function wholeOfBytes(
  bytes: Buffer,
  start: number,
  length: number,
): bigint | undefined {
  if (length > 32) {
    return undefined;
  }
  let value = 0n;
  let at = start;
  const end = start + length;
  for (; end - at >= 8; at += 8) {
    value =
      at === start
        ? bytes.readBigInt64BE(at)
        : value * 2n ** 64n + bytes.readBigUInt64BE(at);
  }
  for (; at < end; at += 1) {
    value =
      at === start
        ? BigInt(bytes.readInt8(at))
        : value * 256n + BigInt(bytes[at]);
  }
  return value;
}
