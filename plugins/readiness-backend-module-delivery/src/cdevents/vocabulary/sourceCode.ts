import { name, optional, reference, required, text, uri } from '../forms';
import { since, until, versions, usualVersions, Vocabulary } from './EventType';

const versionsSince02 = versions('0.1.2', '0.2.0', '0.3.0');

const ofRepository = { repository: optional(reference) };

const repository = {
  name: optional(text),
  owner: optional(text),
  url: until('0.4', optional(text)),
  uri: since('0.5', optional(uri)),
  viewUrl: [until('0.4', optional(text)), since('0.5', optional(uri))],
};

const change = { versions: versionsSince02, content: ofRepository };

/** Repositories, branches and changes. */
export const sourceCode: Vocabulary = {
  'repository.created': {
    versions: usualVersions,
    content: {
      ...repository,
      name: required(name),
      url: until('0.4', required(name)),
      uri: since('0.5', required(uri)),
    },
  },
  'repository.modified': { versions: usualVersions, content: repository },
  'repository.deleted': { versions: usualVersions, content: repository },
  'branch.created': { versions: versionsSince02, content: ofRepository },
  'branch.deleted': { versions: versionsSince02, content: ofRepository },
  'change.created': {
    versions: versions('0.1.2', '0.3.0', '0.4.0'),
    content: { ...ofRepository, description: since('0.4', optional(name)) },
  },
  'change.reviewed': change,
  'change.merged': change,
  'change.abandoned': change,
  'change.updated': change,
};
