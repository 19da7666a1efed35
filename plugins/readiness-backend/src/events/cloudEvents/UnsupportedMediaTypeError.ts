import { CustomErrorBase } from '@backstage/errors';

/** The body is of a form that is not read here; the error handler of Backstage answers 415. */
export class UnsupportedMediaTypeError extends CustomErrorBase {
  name = 'UnsupportedMediaTypeError' as const;
  readonly statusCode = 415;
}
