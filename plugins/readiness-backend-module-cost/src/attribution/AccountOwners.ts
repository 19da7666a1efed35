/** Whose an account is. */
export interface OwnedAccount {
  /** As written in the data, in lower case. */
  account: string;
  /** Full ref of a Group. */
  groupRef: string;
}

/** One entry of `readiness.cost.accounts`. */
export interface AccountRule {
  /** A sub-account, or a pattern in which `*` stands for any characters; case does not matter. */
  pattern: string;
  groupRef: string;
}

const maxKnown = 100_000;

/**
 * Says to which group a sub-account belongs: an entry with just its id, else the first pattern, in the
 * order of the configuration, that fits.
 */
export class AccountOwners {
  readonly #exact = new Map<string, string>();
  readonly #patterns: Array<{ parts: string[]; groupRef: string }> = [];
  readonly #known = new Map<string, OwnedAccount | undefined>();

  constructor(rules: readonly AccountRule[]) {
    for (const { pattern, groupRef } of rules) {
      const wanted = pattern.trim().toLowerCase();
      if (wanted.includes('*')) {
        this.#patterns.push({ parts: wanted.split('*'), groupRef });
      } else {
        this.#exact.set(wanted, groupRef);
      }
    }
  }

  /** @returns undefined where the account is nobody's */
  find(account: string): OwnedAccount | undefined {
    const id = account.trim().toLowerCase();
    if (this.#known.has(id)) {
      return this.#known.get(id);
    }
    const groupRef =
      this.#exact.get(id) ??
      this.#patterns.find(({ parts }) => fits(id, parts))?.groupRef;
    const owned =
      groupRef === undefined ? undefined : { account: id, groupRef };
    if (this.#known.size < maxKnown) {
      this.#known.set(id, owned);
    }
    return owned;
  }

  /** The accounts that stand in the configuration by their id, in lower case. */
  configured(groupRef: string): string[] {
    return [...this.#exact]
      .filter(([, owner]) => owner === groupRef)
      .map(([account]) => account);
  }
}

/** Whether a text is made of the parts in their order, with anything between them; linear in its length. */
function fits(text: string, parts: readonly string[]): boolean {
  const first = parts[0];
  const last = parts[parts.length - 1];
  if (
    text.length < first.length + last.length ||
    !text.startsWith(first) ||
    !text.endsWith(last)
  ) {
    return false;
  }
  const end = text.length - last.length;
  let position = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, position);
    if (found < 0 || found + part.length > end) {
      return false;
    }
    position = found + part.length;
  }
  return true;
}
