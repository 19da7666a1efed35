const minLength = 4;

/**
 * Replaces secrets in texts for people.
 *
 * Knows the values as they are, their words (the token after `Bearer`), what `Basic` encodes, and
 * all of these as a URL would write them. Secrets of fewer than four characters are not looked for.
 *
 * @public
 */
export class SecretMask {
  readonly #secrets: string[];

  /** @param values - of headers that hold secrets */
  constructor(values: readonly string[]) {
    const parts = values.flatMap(value => [
      value,
      ...value
        .split(/\s+/)
        .filter(word => !/^(basic|bearer|token)$/i.test(word)),
      ...basicParts(value),
    ]);
    this.#secrets = [
      ...new Set(parts.flatMap(part => [part, encodeURIComponent(part)])),
    ]
      .filter(part => part.length >= minLength)
      .sort((a, b) => b.length - a.length);
  }

  /** The text with each secret as `***`. */
  apply(text: string): string {
    return this.#secrets.reduce(
      (masked, secret) => masked.split(secret).join('***'),
      text,
    );
  }
}

function basicParts(value: string): string[] {
  const encoded = /^basic\s+(\S+)$/i.exec(value.trim())?.[1];
  if (!encoded) {
    return [];
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  return [decoded, decoded.slice(decoded.indexOf(':') + 1)];
}
