import { ResponseError } from '@backstage/errors';

/**
 * Why the backend gave no answer: the reader may not see it, it does not
 * exist, or something broke.
 */
export type Refusal = 'denied' | 'missing' | 'broken';

function statusOf(error: Error): number | undefined {
  if (error.name !== 'ResponseError') {
    return undefined;
  }
  return (error as ResponseError).response?.status;
}

/**
 * Sorts an error of the API by what a reader can do about it.
 *
 * @param error - what a call of the API threw
 */
export function refusalOf(error: Error): Refusal {
  const status = statusOf(error);
  if (status === 403 || error.name === 'NotAllowedError') {
    return 'denied';
  }
  if (status === 404 || error.name === 'NotFoundError') {
    return 'missing';
  }
  return 'broken';
}
