/**
 * What became of the files that a suite read: counts, and each one that was not read, with
 * place and reason. A suite makes one, fills it, and prints it at its end.
 */
export class Reading {
  readonly #subject: string;
  readonly #unread: Array<{ place: string; reason: string }> = [];
  #read = 0;

  /**
   * @param subject - what is counted, e.g. `OpenSLO files`
   */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** How many were read. */
  get read(): number {
    return this.#read;
  }

  /** Those that were not. */
  get unread(): ReadonlyArray<{ place: string; reason: string }> {
    return this.#unread;
  }

  /** Counts some as read. */
  addRead(count = 1): void {
    this.#read += count;
  }

  /**
   * @param place - file, and line or row where known: `slo/a/b.yaml:3`
   */
  addUnread(place: string, reason: string): void {
    this.#unread.push({ place, reason });
  }

  /** Writes the list past Jest, which would put a stack around each line. */
  print(): void {
    const total = this.#read + this.#unread.length;
    const lines = [
      `${this.#subject}: ${this.#read} of ${total} read`,
      ...this.#unread.map(
        ({ place, reason }) => `  not read: ${place}: ${reason}`,
      ),
    ];
    process.stdout.write(`\n${lines.join('\n')}\n`);
  }
}
