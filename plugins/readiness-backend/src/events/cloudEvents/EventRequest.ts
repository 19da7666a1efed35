import { IncomingHttpHeaders } from 'http';

/** What was sent. */
export interface EventRequest {
  headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came; tells headers that came twice. */
  rawHeaders: readonly string[];
  body: Buffer;
}
