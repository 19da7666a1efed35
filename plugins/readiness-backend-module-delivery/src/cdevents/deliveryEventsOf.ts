import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Fields } from '../payload';
import {
  deliveryTarget,
  parsePackageUrl,
  toDigest,
  withIncidentTarget,
} from '../targets';
import { changeOfUrl } from './changeOfUrl';
import { LinkedResources, readLinkedResources } from './LinkedResources';
import {
  IncidentPhase,
  ReadinessData,
  readReadinessData,
} from './ReadinessData';

/** A valid CDEvent, with what is read of each. */
interface ReadableEvent {
  source: string;
  id: string;
  at: string;
  /** Id of the subject. */
  subject: string;
  content: Fields;
  data: ReadinessData;
  linked: LinkedResources;
  /** What the event is about by its data and links. */
  targets: string[];
}

type Mapping = (event: ReadableEvent) => DeliveryEventInput[];

const origin = ({ source, id, at }: ReadableEvent) => ({ source, id, at });

const deploymentId = (service: string, environment: string, event: string) =>
  `${service}/${environment}/${event}`;

/** Without a target an event belongs to nothing: it is left out. */
const about = (
  targets: readonly string[],
  make: (targets: string[]) => DeliveryEventInput,
): DeliveryEventInput[] =>
  targets.length > 0 ? [make([...new Set(targets)].slice(0, 10))] : [];

const merged: Mapping = event => {
  const { content, data, linked, subject } = event;
  const commit = data.commit ?? linked.commit;
  const aliases = [subject, linked.change, data.change].filter(
    (alias): alias is string => Boolean(alias) && alias !== commit,
  );
  return about(
    [...event.targets, ...repositoryTargets(content, 'repository')],
    targets => ({
      ...origin(event),
      targets,
      kind: 'change',
      change: commit ?? subject,
      commits: data.commits ?? [],
      approved: data.approved ?? null,
      aliases: commit ? aliases : aliases.filter(alias => alias !== subject),
    }),
  );
};

const reviewed: Mapping = event =>
  event.data.approved === true
    ? about(
        [...event.targets, ...repositoryTargets(event.content, 'repository')],
        targets => ({
          ...origin(event),
          targets,
          kind: 'approval',
          of: event.data.change ?? event.data.commit ?? event.subject,
        }),
      )
    : [];

const closedApproval: Mapping = event => {
  const { content, data, linked } = event;
  if (
    content.value('decision') !== 'approved' ||
    content.value('status') !== 'approved'
  ) {
    return [];
  }
  const resource = content.optionalText('resourceTargetUrl') ?? '';
  const request = changeOfUrl(resource);
  const of =
    data.deployment ??
    data.change ??
    data.commit ??
    data.run ??
    linked.change ??
    linked.commit ??
    request?.change ??
    resource;
  return about(
    [...event.targets, ...deliveryTarget.repository(request?.repository)],
    targets => ({
      ...origin(event),
      targets,
      kind: 'approval',
      of,
      environment: data.environment ?? null,
    }),
  );
};

const artifact: Mapping = event => {
  const { content, subject, data, linked } = event;
  const purl = parsePackageUrl(subject);
  return about(
    [
      ...event.targets,
      ...deliveryTarget.artifact(subject),
      ...deliveryTarget.repository(purl?.repository),
      ...repositoryTargets(content, 'change'),
    ],
    targets => ({
      ...origin(event),
      targets,
      kind: 'artifact',
      artifact: subject,
      digest: digestOf(subject),
      change:
        data.commit ??
        data.change ??
        content.optionalObject('change')?.optionalText('id') ??
        linked.commit ??
        purl?.commit ??
        null,
    }),
  );
};

const deployed =
  (status: 'succeeded' | 'rolled-back'): Mapping =>
  event => {
    const { content, data, linked, subject } = event;
    const purl = content.optionalText('artifactId') ?? '';
    const built = parsePackageUrl(purl);
    const environment =
      data.environment ?? content.object('environment').text('id');
    const undone = status === 'rolled-back' ? linked.undone : null;
    const deployment =
      data.deployment ?? deploymentId(subject, environment, undone ?? event.id);
    return about(
      [
        ...event.targets,
        ...deliveryTarget.service(subject),
        ...deliveryTarget.artifact(purl),
        ...deliveryTarget.repository(built?.repository),
      ],
      targets => ({
        ...origin(event),
        targets,
        kind: 'deployment',
        deployment,
        status,
        environment,
        // What a roll-back brings back is not what the deployment that it undoes brought.
        ...(status === 'succeeded' && {
          commit: data.commit ?? linked.commit ?? built?.commit ?? null,
          artifact: purl || null,
          digest: digestOf(purl),
          run: data.run ?? null,
          approved: data.approved ?? null,
          planned: data.planned ?? null,
        }),
      }),
    );
  };

const incident =
  (usual: IncidentPhase): Mapping =>
  event => {
    const { content, data, linked, subject } = event;
    const service = content.optionalObject('service')?.optionalText('id');
    const environment = content.object('environment').text('id');
    const targets = [
      ...event.targets,
      ...deliveryTarget.service(service),
      ...deliveryTarget.artifact(content.optionalText('artifactId')),
    ].slice(0, 9);
    return about(
      withIncidentTarget(targets, { source: event.source, id: subject }),
      all => ({
        ...origin(event),
        targets: all,
        kind: 'incident',
        incident: subject,
        phase: data.phase ?? usual,
        title: content.shortText('description', 200),
        url: data.url ?? content.link('ticketURI'),
        severity: data.severity ?? null,
        deployment:
          data.deployment ??
          (service !== undefined && linked.cause !== null
            ? deploymentId(service, environment, linked.cause)
            : null),
        postmortemUrl: data.postmortemUrl ?? null,
        sendsUpdates:
          data.sendsUpdates ?? (data.phase === 'updated' ? true : null),
      }),
    );
  };

const mappings: Readonly<Record<string, Mapping>> = {
  'change.merged': merged,
  'change.reviewed': reviewed,
  'approval.closed': closedApproval,
  'artifact.packaged': artifact,
  'artifact.published': artifact,
  'service.deployed': deployed('succeeded'),
  'service.upgraded': deployed('succeeded'),
  'service.rolledback': deployed('rolled-back'),
  'incident.detected': incident('detected'),
  'incident.reported': incident('detected'),
  'incident.resolved': incident('resolved'),
};

/**
 * What a CDEvent says about delivery.
 *
 * A deployment's id is `<service>/<environment>/<id of the event>`, or what
 * `customData.readiness.deployment` says. A roll-back has the id of the deployment that it undoes where
 * that key or a link of the kind `rollsBack` (also `reverts`, `undoes`) with the id of its event
 * names it; else an id of its own.
 *
 * @param event - a valid CDEvent
 * @param name - of its type, `<subject>.<predicate>`
 * @returns none for types that say nothing about it, and for events that name nothing that an entity could be
 * @throws Refusal for a fault in `customData.readiness`, and for ids that are too long
 */
export function deliveryEventsOf(
  event: Fields,
  name: string,
): DeliveryEventInput[] {
  if (!Object.hasOwn(mappings, name)) {
    return [];
  }
  const context = event.object('context');
  const subject = event.object('subject');
  const data = readReadinessData(event);
  const linked = readLinkedResources(context);
  return mappings[name]({
    source: context.text('source'),
    id: context.text('id'),
    at: context.time('timestamp'),
    subject: subject.text('id'),
    content: subject.object('content'),
    data,
    linked,
    targets: [
      ...deliveryTarget.entity(data.entityRef ?? undefined),
      ...deliveryTarget.service(data.service ?? undefined),
      ...deliveryTarget.repository(data.repository ?? linked.repository),
    ],
  });
}

/** The source of a referenced repository or change, with and without the path that is its id. */
function repositoryTargets(content: Fields, name: string): string[] {
  const referenced = content.optionalObject(name);
  const source = referenced?.optionalText('source');
  const id = referenced?.optionalText('id');
  const isHost = source && /^(?:https?:\/\/)?[^/]+\/?$/.test(source);
  return isHost && name === 'repository'
    ? deliveryTarget.repository(`${source.replace(/\/$/, '')}/${id}`)
    : deliveryTarget.repository(source ?? id);
}

function digestOf(artifactId: string): string | null {
  const [, reference = artifactId] = /@([^@/]+)$/.exec(artifactId) ?? [];
  return parsePackageUrl(artifactId)?.digest ?? toDigest(reference);
}
