/**
 * Documents behind URLs.
 *
 * Read by Backstage's URL reader, so that integrations and `backend.reading.allow` decide which
 * hosts are asked and with which token. What a host said is kept with its ETag: a document that
 * did not change is not sent again. A URL is bounded in time and size, and named without user,
 * query and fragment, which may hold secrets; errors of readers name all of it and are not shown.
 */
import { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  DefinitionText,
  maxDefinitionBytes,
  UnreadSource,
} from './DefinitionText';

/** How many URLs are read at the same time. */
const parallel = 5;
const defaultTimeoutMs = 10_000;

/** What {@link UrlDocuments} needs. */
export interface UrlDocumentsOptions {
  reader: Pick<UrlReaderService, 'readUrl'>;
  /** Absolute http(s) URLs. */
  urls: readonly string[];
  /** For one URL, in milliseconds. Default: ten seconds. */
  timeoutMs?: number;
}

interface KnownDocument {
  text: string;
  etag?: string;
}

class TimeoutError extends Error {}

/** Reads documents behind URLs, each time those that changed. */
export class UrlDocuments {
  readonly #options: UrlDocumentsOptions;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #known = new Map<string, KnownDocument>();

  constructor(options: UrlDocumentsOptions) {
    this.#options = options;
    this.#labels = nameUrls(options.urls);
  }

  /**
   * Reads all URLs, in their order. Never throws.
   *
   * @param unread - What could not be read is added here.
   */
  async read(unread: UnreadSource[]): Promise<DefinitionText[]> {
    const urls = [...this.#labels.keys()];
    const answers = new Map<string, KnownDocument | UnreadSource>();
    const waiting = urls.values();
    const work = async () => {
      for (const url of waiting) {
        answers.set(url, await this.#readOne(url));
      }
    };
    await Promise.all(Array.from({ length: parallel }, work));
    return urls.flatMap(url => {
      const answer = answers.get(url);
      if (!answer) {
        return [];
      }
      if ('message' in answer) {
        unread.push(answer);
        return [];
      }
      const source = this.#labels.get(url) ?? url;
      return [{ source, origin: 'url', text: answer.text } as const];
    });
  }

  async #readOne(url: string): Promise<KnownDocument | UnreadSource> {
    const known = this.#known.get(url);
    try {
      const read = await this.#readWithin(url, known?.etag);
      this.#known.set(url, read);
      return read;
    } catch (error) {
      if (known && (error as Error).name === 'NotModifiedError') {
        return known;
      }
      return {
        source: this.#labels.get(url) ?? url,
        message: this.#reason(error),
      };
    }
  }

  async #readWithin(url: string, etag?: string): Promise<KnownDocument> {
    const timeoutMs = this.#options.timeoutMs ?? defaultTimeoutMs;
    const stopping = new AbortController();
    // Not every reader heeds the signal.
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new TimeoutError());
      }, timeoutMs);
    });
    try {
      return await Promise.race([
        readBounded(this.#options.reader, url, etag, stopping.signal),
        timeout,
      ]);
    } finally {
      clearTimeout(timer);
      // Also where enough was read of an endless answer.
      stopping.abort();
    }
  }

  #reason(error: unknown): string {
    if (error instanceof RangeError) {
      return error.message;
    }
    if (error instanceof TimeoutError) {
      const seconds = (this.#options.timeoutMs ?? defaultTimeoutMs) / 1_000;
      return `The URL did not answer within ${seconds} seconds.`;
    }
    const { name, message } =
      error instanceof Error ? error : { name: '', message: '' };
    if (name === 'NotFoundError') {
      return 'There is nothing at this URL.';
    }
    if (
      name === 'NotAllowedError' ||
      message.includes('backend.reading.allow')
    ) {
      return 'The URL may not be read: it needs an integration, or an entry in backend.reading.allow.';
    }
    const status = /, ([45]\d\d)\b/.exec(message);
    return status
      ? `The URL cannot be read: the host answered ${status[1]}.`
      : 'The URL cannot be read.';
  }
}

async function readBounded(
  reader: Pick<UrlReaderService, 'readUrl'>,
  url: string,
  etag: string | undefined,
  signal: AbortSignal,
): Promise<KnownDocument> {
  const response = await reader.readUrl(url, { etag, signal });
  const tooLarge = new RangeError(
    `The document has more than ${maxDefinitionBytes} bytes.`,
  );
  if (!response.stream) {
    const buffer = await response.buffer();
    if (buffer.length > maxDefinitionBytes) {
      throw tooLarge;
    }
    return { text: buffer.toString('utf8'), etag: response.etag };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop ends the stream.
  for await (const chunk of response.stream()) {
    bytes += chunk.length;
    if (bytes > maxDefinitionBytes) {
      throw tooLarge;
    }
    chunks.push(Buffer.from(chunk));
  }
  return {
    text: Buffer.concat(chunks).toString('utf8'),
    etag: response.etag,
  };
}

/** Short names by URL, no two the same; a URL that is there twice is read once. */
function nameUrls(urls: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const url of urls) {
    const { origin, pathname } = new URL(url);
    const name = `${origin}${pathname}`;
    let unique = name;
    for (let number = 2; taken.has(unique) && !names.has(url); number += 1) {
      unique = `${name} (${number})`;
    }
    if (!names.has(url)) {
      names.set(url, unique);
      taken.add(unique);
    }
  }
  return names;
}
