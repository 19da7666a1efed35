import {
  looseReference,
  name,
  object,
  oneOf,
  optional,
  reference,
  required,
  text,
  uri,
} from '../forms';
import { since, until, versions, Vocabulary } from './EventType';

const testVersions = versions('0.1.0', '0.2.0', '0.3.0');

const testCase = optional(
  object({
    id: required(name),
    version: optional(text),
    name: optional(text),
    type: optional(
      oneOf(
        'performance',
        'functional',
        'unit',
        'security',
        'compliance',
        'integration',
        'e2e',
        'other',
      ),
    ),
    uri: optional(uri),
  }),
);

const suite = (address: 'url' | 'uri') =>
  optional(
    object({
      id: required(name),
      version: optional(text),
      name: optional(text),
      [address]: optional(uri),
    }),
  );

const trigger = optional(
  object(
    {
      type: optional(oneOf('manual', 'pipeline', 'event', 'schedule', 'other')),
      uri: optional(uri),
    },
    true,
  ),
);

const result = {
  outcome: [
    until('0.4', required(oneOf('pass', 'fail', 'cancel', 'error'))),
    since('0.5', required(oneOf('success', 'failure', 'cancel', 'error'))),
  ],
  severity: optional(oneOf('low', 'medium', 'high', 'critical')),
  reason: optional(text),
};

const caseRun = {
  environment: required(reference),
  testCase,
  testSuiteRun: optional(looseReference),
};

const suiteRun = { environment: required(reference), testSuite: suite('uri') };

/** Runs of tests and what they put out. */
export const testing: Vocabulary = {
  'testcaserun.queued': {
    versions: testVersions,
    content: { ...caseRun, trigger },
  },
  'testcaserun.started': {
    versions: testVersions,
    content: { ...caseRun, trigger },
  },
  'testcaserun.finished': {
    versions: testVersions,
    content: { ...caseRun, ...result },
  },
  'testcaserun.skipped': {
    versions: versions(undefined, '0.1.0', '0.2.0'),
    content: {
      ...caseRun,
      environment: optional(reference),
      reason: optional(text),
    },
  },
  'testsuiterun.queued': {
    versions: testVersions,
    content: {
      ...suiteRun,
      testSuite: [until('0.4', suite('url')), since('0.5', suite('uri'))],
      trigger,
    },
  },
  'testsuiterun.started': {
    versions: testVersions,
    content: { ...suiteRun, trigger },
  },
  'testsuiterun.finished': {
    versions: testVersions,
    content: { ...suiteRun, ...result },
  },
  'testoutput.published': {
    versions: testVersions,
    content: {
      outputType: required(oneOf('report', 'video', 'image', 'log', 'other')),
      format: required(text),
      uri: optional(uri),
      testCaseRun: optional(looseReference),
    },
  },
};
