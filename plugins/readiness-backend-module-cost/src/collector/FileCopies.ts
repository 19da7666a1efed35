import { SpendAggregate } from '../attribution';

/** What is known of a file beside those read before it. */
export interface FileCopy {
  /** The content is that of an earlier file, bit for bit after decompression. */
  isSame: boolean;
  /** One sentence, empty where there is nothing to say. */
  message: string;
}

/** Fewer charges may well be alike by chance. */
const fewestAlike = 10;

/**
 * Notices exports that are there twice. Rows of FOCUS have no id: two files that overlap in part cannot
 * be told from two that do not.
 */
export class FileCopies {
  readonly #byDigest = new Map<string, string>();
  readonly #byLook = new Map<string, string>();

  /**
   * @param name - of the file, for people
   * @param digest - of its content
   * @param aggregate - what it holds
   */
  add(name: string, digest: string, aggregate: SpendAggregate): FileCopy {
    const same = this.#byDigest.get(digest);
    if (same !== undefined && aggregate.charges) {
      return {
        isSame: true,
        message: `The file holds the same as '${same}' and is left out.`,
      };
    }
    this.#byDigest.set(digest, name);
    const totals = [...aggregate.totals].map(String).sort();
    const look = [
      aggregate.charges,
      aggregate.firstStart,
      aggregate.lastEnd,
      ...totals,
    ].join(' ');
    const alike = this.#byLook.get(look);
    this.#byLook.set(look, name);
    return {
      isSame: false,
      message:
        alike !== undefined && aggregate.charges >= fewestAlike
          ? `The file has as many charges as '${alike}', of the same time and with the same sum. If both are exports of the same charges, these count twice: leave one out of readiness.cost.focus.files.`
          : '',
    };
  }
}
