import { createHmac, randomBytes } from 'node:crypto';

/** Accounts of machines, by what is written before the `@`, or as the name. */
const botNames =
  /\[bot\]|^(?:dependabot|renovate|greenkeeper|snyk|gitlab|github-actions|semantic-release|jenkins|release-please|mergify)(?:[ _-]?bot)?$|(?:^|[ _-])bot$|^(?:project|group)_\d+_bot/i;

/** Who a commit names. Both are outside text and may be empty. */
export interface CommitPerson {
  name: string;
  email: string;
}

/**
 * Turns people of commits into keys. The salt lives as long as the process: who reads stored facts or
 * logs cannot find out whether a known address is behind a key.
 */
export class CommitAuthors {
  readonly #salt = randomBytes(32);

  /** The same for the same address, whatever its case; by name where there is no address. */
  keyOf(person: CommitPerson): string {
    const identity = (person.email || person.name).trim().toLowerCase();
    return createHmac('sha256', this.#salt)
      .update(identity.replace(/^\d+\+(?=.*@users\.noreply\.)/, ''))
      .digest('hex')
      .slice(0, 24);
  }

  /** Does name or address say that it is a machine? */
  isBot(person: CommitPerson): boolean {
    const account = person.email.split('@')[0].replace(/^\d+\+/, '');
    return botNames.test(person.name.trim()) || botNames.test(account);
  }

  /**
   * Reads the values of `Co-authored-by` trailers, e.g. `Jane <jane@example.org>`.
   *
   * @returns as keysOfOthers
   */
  coAuthorKeys(trailers: readonly string[], authorKey: string): string[] {
    const people = trailers.slice(0, 20).flatMap(trailer => {
      const match = /^([^<]{0,200})<([^<>]{1,200})>/.exec(trailer.trim());
      return match ? [{ name: match[1], email: match[2] }] : [];
    });
    return this.keysOfOthers(people, authorKey);
  }

  /**
   * @returns keys of people other than the author and machines, each once, at most 20
   */
  keysOfOthers(people: readonly CommitPerson[], authorKey: string): string[] {
    const keys = new Set(
      people
        .slice(0, 20)
        .filter(person => !this.isBot(person))
        .map(person => this.keyOf(person)),
    );
    keys.delete(authorKey);
    return [...keys];
  }
}
