import {
  Exemption,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonValue } from '@backstage/types';
import { ReasonCode } from '../evaluation/EntityEvaluation';
import { ConditionLine } from './ConditionLine';

/**
 * A result in words, computed again from stored facts when somebody looks.
 *
 * @public
 */
export interface CheckExplanation {
  checkId: string;
  outcome: Outcome;
  reason: ReasonCode;
  /** What was found, in one or two plain sentences with the values seen. */
  message: string;
  /** What we looked for. */
  lookedFor: string;
  /** Source text of the sub-condition that decided; null where none did. */
  deciding: string | null;
  /** Paths that the deciding sub-condition reads, and their values (cut to 500 characters). */
  seen: Array<{ path: string; value: JsonValue }>;
  /** Where each fact came from and how old it is. */
  sources: Array<{
    collector: string;
    /** Path or URL within the source; null where there is none. */
    location: string | null;
    observedAt: string | null;
    expiresAt: string | null;
  }>;
  /** How to fix it, with the entity's own names filled in. */
  remediation: {
    text: string;
    /** File to create or change, relative to the entity's directory. */
    path: string | null;
    /** A good example of the file. */
    example: string | null;
    link: string | null;
  };
  exemption: Exemption | null;
  /** The expressions of the check part by part, as far as they were asked; empty where none was. */
  conditions: ConditionLine[];
  /** What the entity says by its opt-out annotation; null where it says nothing. */
  optOut: {
    /** As written, at most 500 characters. */
    reason: string;
    /** False: the scorecard does not allow it or the reason is empty, so that it has no effect. */
    accepted: boolean;
  } | null;
}
