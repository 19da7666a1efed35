import {
  name,
  optional,
  reference,
  required,
  text,
  texts,
  uri,
  uriReference,
} from '../forms';
import { versions, Vocabulary } from './EventType';

const incidentVersions = versions('0.1.0', '0.2.0', '0.3.0');

const incident = {
  description: optional(text),
  environment: required(reference),
  service: optional(reference),
  artifactId: optional(name),
};

const ticketVersions = versions(undefined, '0.1.0', '0.2.0');

const ticket = {
  summary: optional(text),
  ticketType: optional(text),
  group: optional(text),
  creator: optional(name),
  assignees: optional(texts),
  priority: optional(text),
  labels: optional(texts),
  milestone: optional(text),
  uri: required(uriReference),
};

/** Incidents and tickets. */
export const operations: Vocabulary = {
  'incident.detected': { versions: incidentVersions, content: incident },
  'incident.reported': {
    versions: incidentVersions,
    content: { ...incident, ticketURI: required(uri) },
  },
  'incident.resolved': { versions: incidentVersions, content: incident },
  'ticket.created': {
    versions: ticketVersions,
    content: { ...ticket, summary: required(text), creator: required(name) },
  },
  'ticket.updated': {
    versions: ticketVersions,
    content: { ...ticket, updatedBy: optional(text) },
  },
  'ticket.closed': {
    versions: ticketVersions,
    content: {
      ...ticket,
      updatedBy: optional(text),
      resolution: required(name),
    },
  },
};
