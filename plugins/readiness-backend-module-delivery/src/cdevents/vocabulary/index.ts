import { approvals, core } from './core';
import { deployment } from './deployment';
import { Vocabulary } from './EventType';
import { integration } from './integration';
import { operations } from './operations';
import { sourceCode } from './sourceCode';
import { testing } from './testing';

/**
 * Every event type of CDEvents 0.3 to the draft of 0.6, written after the text of the
 * specification (https://github.com/cdevents/spec) and its conformance documents. Where the text
 * and the schemas beside it differ, the stricter name and the looser value hold: `uri` of 0.5 is
 * no `url`, and an artifact's id is any text, though it should be a package URL.
 */
export const vocabulary: Vocabulary = {
  ...core,
  ...approvals,
  ...sourceCode,
  ...integration,
  ...testing,
  ...deployment,
  ...operations,
};

export * from './EventType';
