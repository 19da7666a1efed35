import type { RequestHandler } from 'express';

/**
 * Says that an answer is for one reader, and has to be asked for again each time: a browser may keep it and send its
 * ETag along, so that what did not change is answered with 304 and without a body. Permissions are
 * looked at before that, each time.
 */
export const keepPrivate: RequestHandler = (_, response, next) => {
  response.vary('Authorization');
  response.setHeader('Cache-Control', 'private, no-cache');
  next();
};
