import {
  name,
  oneOf,
  optional,
  reference,
  required,
  text,
  uri,
} from '../forms';
import { since, until, usualVersions, Vocabulary } from './EventType';

const outcome = [
  until('0.4', optional(text)),
  since('0.5', optional(oneOf('success', 'failure', 'cancel', 'error'))),
];

const address = {
  url: until('0.4', optional(text)),
  uri: since('0.5', optional(uri)),
};

const pipelineRun = { pipelineName: optional(text), ...address };

const taskRun = {
  taskName: optional(text),
  pipelineRun: optional(reference),
  ...address,
};

/** Runs of pipelines and of their tasks. */
export const core: Vocabulary = {
  'pipelinerun.queued': { versions: usualVersions, content: pipelineRun },
  'pipelinerun.started': {
    versions: usualVersions,
    content: {
      pipelineName: required(text),
      url: until('0.4', required(text)),
      uri: since('0.5', required(uri)),
    },
  },
  'pipelinerun.finished': {
    versions: usualVersions,
    content: { ...pipelineRun, outcome, errors: optional(text) },
  },
  'taskrun.started': { versions: usualVersions, content: taskRun },
  'taskrun.finished': {
    versions: usualVersions,
    content: { ...taskRun, outcome, errors: optional(text) },
  },
};

/** Approvals, since specification 0.6. */
export const approvals: Vocabulary = {
  'approval.created': {
    versions: { '0.6': '0.1.0' },
    content: {
      approvalDetailsUrl: required(name),
      resourceTargetUrl: required(name),
      requestor: required(uri),
    },
  },
  'approval.updated': {
    versions: { '0.6': '0.1.0' },
    content: decided(),
  },
  'approval.closed': {
    versions: { '0.6': '0.1.0' },
    content: {
      ...decided(),
      status: required(oneOf('approved', 'rejected', 'cancelled', 'expired')),
    },
  },
};

function decided() {
  return {
    approvalDetailsUrl: required(name),
    resourceTargetUrl: required(name),
    responder: required(uri),
    decision: required(
      oneOf(
        'escalated',
        'delegate',
        'deferred',
        'requestChanges',
        'approved',
        'rejected',
      ),
    ),
  };
}
