import { JsonValue } from '@backstage/types';
import { z } from 'zod';
import { SourceClient, SourceError } from '../../http';
import { RequestBudget } from '../../requests';

/** A time as hosts write it. */
export const timeForm = z
  .string()
  .refine(text => !Number.isNaN(Date.parse(text)));

/** The hosts of repositories whose commits are asked for. */
export type HostType =
  | 'github'
  | 'gitlab'
  | 'gitea'
  | 'bitbucketCloud'
  | 'bitbucketServer';

/** The API of one host, asked with the credentials of its integration. */
export interface HostApi {
  type: HostType;
  /** Without a slash at the end, e.g. `https://api.github.com`. */
  baseUrl: string;
  /** Are there credentials? */
  authorized: boolean;
  client: SourceClient;
}

/** A repository at its host. */
export interface HostedRepository {
  api: HostApi;
  /** Owner and name, as in RepositoryPlace.name. */
  name: string;
  budget?: RequestBudget;
  signal?: AbortSignal;
}

/**
 * Statuses that mean: this will not be told, to these credentials or about this repository. 409 is GitHub's
 * of an empty repository.
 */
const untold = new Set([400, 401, 403, 404, 409, 410, 422, 451]);

/**
 * Asks an API for JSON of a form.
 *
 * @param options.path - after the base URL, with its query; whoever makes it encodes what is not his own
 * @param options.form - what is needed of the answer
 * @returns undefined where the host does not tell, or tells it in another form
 * @throws RetryLaterError where the host has to be left alone; SourceError where it cannot be asked
 */
export async function askHost<T>(
  { api, budget, signal }: HostedRepository,
  options: {
    path: string;
    form: z.ZodType<T>;
    baseUrl?: string;
    body?: JsonValue;
  },
): Promise<T | undefined> {
  const { path, form, body, baseUrl = api.baseUrl } = options;
  try {
    const answer = await api.client.request({
      url: baseUrl + path,
      method: body === undefined ? 'GET' : 'POST',
      body,
      // A query in a body changes nothing, however often it is sent.
      idempotent: true,
      budget,
      signal,
    });
    return form.safeParse(answer.body).data;
  } catch (error) {
    if (error instanceof SourceError && untold.has(error.status ?? 0)) {
      return undefined;
    }
    throw error;
  }
}

/** Owner and name for use in the path of a URL, name by name. */
export function encodedName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}
