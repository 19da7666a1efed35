import { name, optional, reference, required, text, uri } from '../forms';
import { since, until, usualVersions, Vocabulary } from './EventType';

const running = {
  versions: usualVersions,
  content: { environment: required(reference), artifactId: required(name) },
};

const placed = {
  versions: usualVersions,
  content: { environment: optional(reference) },
};

const environment = {
  versions: usualVersions,
  content: {
    name: optional(text),
    url: until('0.4', optional(text)),
    uri: since('0.5', optional(uri)),
  },
};

/** Environments and the services in them. */
export const deployment: Vocabulary = {
  'environment.created': environment,
  'environment.modified': environment,
  'environment.deleted': {
    versions: usualVersions,
    content: { name: optional(text) },
  },
  'service.deployed': running,
  'service.upgraded': running,
  'service.rolledback': running,
  'service.removed': placed,
  'service.published': placed,
};
