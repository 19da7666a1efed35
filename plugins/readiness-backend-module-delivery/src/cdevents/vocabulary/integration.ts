import {
  name,
  object,
  optional,
  reference,
  required,
  text,
  uriReference,
} from '../forms';
import { since, versions, usualVersions, Vocabulary } from './EventType';

const sbom = since('0.4', optional(object({ uri: required(uriReference) })));

const fromRegistry = {
  versions: versions(undefined, '0.1.0', '0.2.0'),
  content: { user: optional(name) },
};

/** Builds and artifacts. */
export const integration: Vocabulary = {
  'build.queued': { versions: usualVersions, content: {} },
  'build.started': { versions: usualVersions, content: {} },
  'build.finished': {
    versions: usualVersions,
    content: { artifactId: optional(text) },
  },
  'artifact.packaged': {
    versions: usualVersions,
    content: { change: required(reference), sbom },
  },
  'artifact.signed': {
    versions: versions('0.1.0', '0.2.0', '0.3.0'),
    content: { signature: required(name) },
  },
  'artifact.published': {
    versions: usualVersions,
    content: { sbom, user: since('0.4', optional(name)) },
  },
  'artifact.downloaded': fromRegistry,
  'artifact.deleted': fromRegistry,
};
