import { JsonObject } from '@backstage/types';
import { isPlainObject } from '@team-readiness/backstage-plugin-readiness-engine';
import { deflateRawSync, inflateRawSync } from 'zlib';

/** More than any fact holds: what is unpacked is bounded. */
const maxUnpackedBytes = 4_000_000;

/** Shorter texts gain nothing by being deflated. */
const shortest = 100;

/** A window that most facts fit into: a larger one costs more to set up than it saves. */
const deflateOptions = { windowBits: 13, memLevel: 5 };

/**
 * Writes what is kept of a version of a fact: JSON, deflated without a header, in base64, or the JSON as
 * it is where that is no longer. Base64, though bytes would be a quarter shorter: many rows travel as one
 * parameter (`unnest` of texts on PostgreSQL, `json_each` on SQLite), and JSON has no bytes.
 *
 * @param data - Null: nothing of it is read.
 * @returns The column `data` of `fact_history`.
 */
export function packFact(data: JsonObject | null): string {
  const text = JSON.stringify(data);
  if (text.length <= shortest) {
    return text;
  }
  const packed = deflateRawSync(text, deflateOptions).toString('base64');
  return packed.length < Buffer.byteLength(text) ? packed : text;
}

/**
 * Reads what {@link packFact} wrote.
 *
 * @returns Null: nothing of it was read.
 * @throws Error for anything else, and for more than 4 MB.
 */
export function unpackFact(packed: string): JsonObject | null {
  // Base64 has no brace, and no four characters of it are a deflated object.
  if (packed.startsWith('{') || packed === 'null') {
    return readFactData(packed);
  }
  const text = inflateRawSync(Buffer.from(packed, 'base64'), {
    maxOutputLength: maxUnpackedBytes,
  }).toString('utf8');
  return readFactData(text);
}

/**
 * The data of a stored fact.
 *
 * @param text - JSON.
 * @returns Null for what is no object.
 */
export function readFactData(text: string): JsonObject | null {
  try {
    const data: unknown = JSON.parse(text);
    return isPlainObject(data) ? (data as JsonObject) : null;
  } catch {
    return null;
  }
}
