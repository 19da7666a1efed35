import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * A problem with one file or directory of an entity.
 *
 * @param options.path - relative to the entity's directory; never an absolute path of the machine
 */
export function fileProblem(options: {
  entityRef: string;
  path: string;
  message: string;
}): Problem {
  const path = options.path.slice(0, 300);
  return {
    subject: 'file',
    name: path,
    reporter: 'files',
    message: options.message.slice(0, maxProblemMessageLength),
    source: path,
    entityRef: options.entityRef,
  };
}
