import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { RequestBudget } from '../requests';
import { FileLimits } from './FileLimits';
import { tooLarge } from './FileSelection';
import { HostRequests } from './HostRequests';
import { SharedReads } from './SharedReads';
import { toRepositoryUrl } from './toRepositoryUrl';

const freshMs = 60_000;
const readTimeoutMs = 30_000;

/** A file that was read by its own URL. `content` is null where there is none. */
interface SingleFile {
  content: Buffer | null;
  etag?: string;
}

/** Reads files by their own URLs, each once for all who ask within a minute. */
export class SingleFiles {
  readonly #urlReader: UrlReaderService;
  readonly #requests: HostRequests;
  readonly #limits: FileLimits;
  readonly #reads: SharedReads<SingleFile>;

  constructor(options: {
    urlReader: UrlReaderService;
    requests: HostRequests;
    limits: FileLimits;
    now?: () => number;
  }) {
    this.#urlReader = options.urlReader;
    this.#requests = options.requests;
    this.#limits = options.limits;
    this.#reads = new SharedReads({
      freshMs,
      maxValues: 10_000,
      maxWeight: 32 * 1024 * 1024,
      weigh: file => (file.content?.length ?? 0) + 500,
      now: options.now,
    });
  }

  /**
   * @param path - for messages
   * @returns null where there is no such file
   * @throws if the host cannot be asked; RetryLaterError as RepositoryTrees.get
   */
  async get(
    url: string,
    path: string,
    budget: RequestBudget | undefined,
  ): Promise<Buffer | null> {
    const { content } = await this.#reads.get(
      url,
      last => this.#read(url, path, last),
      { admit: () => this.#requests.take(url, { type: 'file' }, budget) },
    );
    return content;
  }

  /** Repositories were pushed to: from now on their hosts are asked again. */
  outdate(isChanged: (repositoryUrl: string | undefined) => boolean) {
    this.#reads.outdate(url => isChanged(toRepositoryUrl(url)));
  }

  async #read(
    url: string,
    path: string,
    last: SingleFile | undefined,
  ): Promise<SingleFile> {
    try {
      const response = await this.#urlReader.readUrl(url, {
        ...(last?.etag ? { etag: last.etag } : {}),
        signal: AbortSignal.timeout(readTimeoutMs),
      });
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of response.stream?.() ?? [
        await response.buffer(),
      ]) {
        const bytes = Buffer.from(chunk);
        length += bytes.length;
        // One byte too many is enough to tell that it is too large.
        if (length > this.#limits.maxFileBytes + 1) {
          throw tooLarge(path, this.#limits.maxFileBytes);
        }
        chunks.push(bytes);
      }
      return { content: Buffer.concat(chunks), etag: response.etag };
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return { content: null };
      }
      if (last && isError(error) && error.name === 'NotModifiedError') {
        return last;
      }
      throw this.#requests.explain(url, error);
    }
  }
}
